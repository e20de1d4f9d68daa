using Chat.Cli.Hosting;

namespace Chat.Cli.Verbs;

/// <summary>Runs the system in the foreground until Ctrl-C.</summary>
internal sealed class RunVerb : IVerb
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    public string Name => "run";
    public string Arguments => "";
    public string Summary => "set up, build and run the system in the foreground; Ctrl-C stops all of it";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        Options.None(Name, arguments);
        if (OperatingSystem.IsLinux() && AppHostProcess.Running() is not null)
            throw new CliException("the system runs already; stop it with: ./chat down");
        await Preparation.EnsureAsync(cancellationToken);
        return Checkout.IsRestricted ? await RunHereAsync(cancellationToken) : await RunWithAspireAsync(cancellationToken);
    }

    // Aspire prints its own addresses, and stops all when the terminal's Ctrl-C reaches it.
    private static Task<int> RunWithAspireAsync(CancellationToken cancellationToken) =>
        Tool.RunAsync("dotnet", ["run", "--no-build", "--project", Checkout.AppHostProject], cancellationToken);

    private static async Task<int> RunHereAsync(CancellationToken cancellationToken)
    {
        var endpoints = await Background.StartAsync(cancellationToken);
        endpoints.Print();
        Console.WriteLine("chat: running; Ctrl-C stops it.");
        try
        {
            while (AppHostProcess.Running() is not null)
                await Task.Delay(Poll, cancellationToken);
            throw new CliException($"the AppHost ended by itself; see {AppHostProcess.Log}");
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("chat: stopping.");
            return ExitCodes.Success;
        }
        finally
        {
            await AppHostProcess.StopAsync();
        }
    }
}
