namespace Chat.Cli.Verbs;

/// <summary>Lists the verbs.</summary>
internal sealed class HelpVerb : IVerb
{
    public string Name => "help";
    public string Arguments => "";
    public string Summary => "this list";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var width = VerbTable.All.Max(verb => Call(verb).Length);
        foreach (var verb in VerbTable.All)
            Console.WriteLine($"  ./chat {Call(verb).PadRight(width)}  {verb.Summary}");
        return Task.FromResult(ExitCodes.Success);
    }

    private static string Call(IVerb verb) => $"{verb.Name} {verb.Arguments}".TrimEnd();
}
