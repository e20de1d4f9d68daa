using System.Globalization;

namespace Chat.Bench;

/// <summary>The command line: a scenario, then <c>--name value</c> pairs.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _given = [];

    public string Scenario { get; private init; } = "";

    public static Arguments Parse(string[] args)
    {
        if (args is [] || args[0].StartsWith('-')) throw new BenchException("name a scenario first: send, history or plans.");
        var arguments = new Arguments { Scenario = args[0] };
        for (var i = 1; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Length)
                throw new BenchException($"'{args[i]}' is no --name with a value.");
            arguments._given[args[i][2..]] = args[i + 1];
        }

        return arguments;
    }

    public string Text(string name, string fallback) => _given.GetValueOrDefault(name, fallback);

    public int Number(string name, int fallback) => Numbers(name, [fallback])[0];

    /// <summary>Numbers with commas between them.</summary>
    public int[] Numbers(string name, int[] fallback) =>
        _given.TryGetValue(name, out var text) ? [.. text.Split(',').Select(part => Positive(name, part))] : fallback;

    private static int Positive(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new BenchException($"--{name} takes positive numbers, not '{text}'.");
}
