namespace Chat.Cli;

/// <summary>The options (--name value) and plain words of a command line, checked against what the verb takes.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, List<string>> values = [];

    public List<string> Words { get; } = [];

    public static Options Parse(string[] arguments, params string[] known)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                options.Words.Add(arguments[i]);
            else
                i += options.Add(arguments[i], i + 1 < arguments.Length ? arguments[i + 1] : null, known);
        }

        return options;
    }

    /// <summary>For a verb that takes nothing.</summary>
    public static void None(string verb, string[] arguments)
    {
        if (arguments is [var first, ..])
            throw CliException.Usage($"'{verb}' takes no '{first}'.");
    }

    public string Get(string name, string fallback) => values.TryGetValue(name, out var given) ? given[^1] : fallback;

    public IReadOnlyList<string> All(string name) => values.TryGetValue(name, out var given) ? given : [];

    // Gives how many following arguments it took.
    private int Add(string option, string? next, string[] known)
    {
        var parts = option.Split('=', 2);
        if (!known.Contains(parts[0]))
        {
            var allowed = known.Length == 0 ? "none are known here" : $"known: {string.Join(", ", known)}";
            throw CliException.Usage($"unknown option '{parts[0]}'; {allowed}.");
        }

        var value = parts.Length == 2 ? parts[1] : next;
        if (string.IsNullOrEmpty(value) || (parts.Length == 1 && value.StartsWith("--", StringComparison.Ordinal)))
            throw CliException.Usage($"option '{parts[0]}' needs a value.");
        if (!values.TryGetValue(parts[0], out var given))
            values[parts[0]] = given = [];
        given.Add(value);
        return 2 - parts.Length;
    }
}
