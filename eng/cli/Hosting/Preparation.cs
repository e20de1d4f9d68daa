namespace Chat.Cli.Hosting;

/// <summary>What comes before a start: the machine ready, the AppHost built.</summary>
internal static class Preparation
{
    public static async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await SetUp.EnsureAsync(cancellationToken);
        await Builder.EnsureAsync(Checkout.AppHostProject, Checkout.AppHostProgram, cancellationToken);
    }
}
