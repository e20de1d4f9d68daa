namespace Chat.Cli.Verbs;

/// <summary>Makes the machine ready to build, and nothing more.</summary>
internal sealed class SetupVerb : IVerb
{
    public string Name => "setup";
    public string Arguments => "";
    public string Summary => "make ready to build: the mode and, in restricted mode, servers and the local feed";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        Options.None(Name, arguments);
        await SetUp.EnsureAsync(cancellationToken);
        Console.WriteLine("chat: ready to build.");
        return ExitCodes.Success;
    }
}
