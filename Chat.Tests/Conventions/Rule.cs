namespace Chat.Tests.Conventions;

/// <summary>How the rules report: all violations at once, one per line.</summary>
internal static class Rule
{
    public static void Holds(IEnumerable<string> violations) =>
        Assert.True(violations.ToList() is { Count: 0 }, Describe(violations));

    public static void Holds(IEnumerable<SourceFile> files, Func<SourceFile, IEnumerable<string>> rule)
    {
        var seen = files.ToList();
        Assert.NotEmpty(seen);
        Holds([.. seen.SelectMany(rule)]);
    }

    /// <summary>Shows that the rule reports the sample, so that a silent rule cannot pass for a kept one.</summary>
    public static void Reports(Func<SourceFile, IEnumerable<string>> rule, string path, string text) =>
        Assert.NotEmpty(rule(SourceFile.Sample(path, text)));

    private static string Describe(IEnumerable<string> violations) =>
        Environment.NewLine + string.Join(Environment.NewLine, violations);
}
