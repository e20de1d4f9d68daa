using System.Text.RegularExpressions;

namespace Chat.Tests.Conventions;

/// <summary>The settings that the documents name exist, with the defaults and ranges that they tell.</summary>
[Trait("Category", "Conventions")]
[Trait("Requirement", "DEV-01")]
[Trait("Requirement", "DOC-01")]
public sealed partial class SettingRules
{
    private const string Page = "docs/operations/configuration.md";

    private static List<Setting> Code { get; } = [.. Repository.Production.SelectMany(Setting.In)];

    [Fact]
    public void Settings_HaveTheirDefaultsAndRanges()
    {
        Assert.True(Code.Count > 80);
        Rule.Holds(Differences(Code, Repository.Read(Page)));
    }

    [Fact]
    public void Documents_NameSettingsThatAreThere()
    {
        var known = Code.Select(setting => setting.Name).ToHashSet();
        var sections = known.Select(name => name.Split(':')[0]).ToHashSet();

        Rule.Holds(
            from page in Repository.Paths
            where page.EndsWith(".md", StringComparison.Ordinal)
            from Match name in Name().Matches(Repository.Read(page))
            where sections.Contains(name.Groups[1].Value) && !known.Contains($"{name.Groups[1].Value}:{name.Groups[2].Value}")
            select $"{page}: there is no setting {name.Value}");
    }

    [Fact]
    public void Settings_Report()
    {
        var code = Setting.In(SourceFile.Sample("Chat.Gateway/A.cs", """
            class A
            {
                public const string Section = "Sse";
                [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
                public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(15);
                [Range(1, 2 * 1_024)]
                public int Most { get; set; } = 1_000;
                public string Words { get; set; } = "one two" + " three";
            }
            """)).ToList();
        const string Right = """
            ## Chat.Gateway: `Sse`
            | `Sse:Pause` | 15 s | 100 ms … 1 min | . |
            | `Sse:Most` | 1000 | 1 … 2048 | . |
            | `Sse:Words` | one two … |  | . |
            """;

        Assert.Empty(Differences(code, Right));
        Assert.NotEmpty(Differences(code, Right.Replace("15 s", "16 s", StringComparison.Ordinal)));
        Assert.NotEmpty(Differences(code, Right.Replace("2048", "2047", StringComparison.Ordinal)));
        Assert.NotEmpty(Differences(code, Right.Replace("one two …", "one three …", StringComparison.Ordinal)));
        Assert.NotEmpty(Differences(code, Right.Replace("Chat.Gateway", "Chat.LlmWorker", StringComparison.Ordinal)));
        Assert.NotEmpty(Differences(code, Right + "\n| `Sse:Gone` | 1 |  | . |"));
    }

    private static IEnumerable<string> Differences(IReadOnlyCollection<Setting> code, string document)
    {
        var told = Setting.In(document).ToList();
        foreach (var setting in code)
            if (!told.Any(row => row.Project == setting.Project && row.Name == setting.Name && row.Shows(setting)))
                yield return $"{Page} does not say that {setting.Name} of {setting.Project} is {setting.Default}, range '{setting.Range}'";
        foreach (var row in told)
            if (!code.Any(setting => setting.Project == row.Project && setting.Name == row.Name))
                yield return $"{Page}: {row.Project} has no setting {row.Name}";
    }

    [GeneratedRegex(@"`([A-Z]\w+):([A-Z]\w+)`")]
    private static partial Regex Name();
}
