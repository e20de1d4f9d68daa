namespace Chat.Cli.Verbs;

/// <summary>All verbs, in the order of the help.</summary>
internal static class VerbTable
{
    public static readonly IVerb[] All =
    [
        new RunVerb(), new UpVerb(), new DownVerb(), new StatusVerb(), new StartVerb(), new TestVerb(), new TokenVerb(), new AskVerb(),
        new LogsVerb(), new AuditVerb(), new RedisVerb(), new BenchVerb(), new ModeVerb(), new SetupVerb(), new HelpVerb(),
    ];

    public static IVerb Find(string name) =>
        All.FirstOrDefault(verb => verb.Name == name || (name is "--help" or "-h" && verb is HelpVerb))
        ?? throw CliException.Usage($"there is no '{name}'; one of: {string.Join(", ", All.Select(verb => verb.Name))}.");
}
