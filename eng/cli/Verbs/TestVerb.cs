using Chat.Cli.Testing;

namespace Chat.Cli.Verbs;

/// <summary>Runs the tests.</summary>
internal sealed class TestVerb : IVerb
{
    public string Name => "test";
    public string Arguments => "[FILTER…]";
    public string Summary => "run the tests, or those whose name holds one of the words; the last line counts them";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var options = Options.Parse(arguments);
        await SetUp.EnsureAsync(cancellationToken);
        await NodeTools.EnsureAsync(cancellationToken);
        await Builder.EnsureAsync(Checkout.TestProject, Checkout.TestProgram, cancellationToken);
        return await TestRun.RunAsync(options.Words, cancellationToken);
    }
}
