using System.Reflection;
using System.Text.RegularExpressions;
using Chat.Contracts.Errors;

namespace Chat.Tests.Conventions;

/// <summary>Documents that list what the code has must list all of it, and links must lead somewhere.</summary>
[Trait("Category", "Conventions")]
[Trait("Requirement", "DOC-01")]
public sealed partial class DocumentRules
{
    [Fact]
    [Trait("Requirement", "ERR-02")]
    public void Errors_ListEveryCode()
    {
        var document = Repository.Read("docs/protocol/errors.md");
        var codes = CodesOf(typeof(ErrorCodes)).Concat(CodesOf(typeof(GenerationFailures))).ToList();

        Assert.NotEmpty(codes);
        Rule.Holds(codes.Where(code => !document.Contains($"| `{code}` |"))
            .Select(code => $"{code} is not in docs/protocol/errors.md"));
    }

    [Fact]
    public void Links_LeadSomewhere()
    {
        var pages = Repository.Paths.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(pages);
        Rule.Holds(pages.SelectMany(DeadLinks));
    }

    [Fact]
    public void Anchors_LeadSomewhere()
    {
        var pages = Repository.Paths.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).ToList();

        Rule.Holds(pages.SelectMany(page => DeadAnchors(page, Repository.Read(page))));
        Assert.NotEmpty(DeadAnchors("README.md", "[a](ARCHITECTURE.md#no-such-part)"));
        Assert.Empty(DeadAnchors("README.md", "[a](docs/protocol/errors.md#classes-of-failure)"));
    }

    [Fact]
    public void Files_ThatAreNamed_AreThere()
    {
        var pages = Repository.Paths.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).ToList();
        var tops = Repository.Paths.Where(path => path.Contains('/')).Select(path => path.Split('/')[0]).ToHashSet();

        Rule.Holds(pages.SelectMany(page => Lost(page, Repository.Read(page), tops)));
        Assert.NotEmpty(Lost("README.md", "see `docs/gone.md`", tops));
        Assert.Empty(Lost("README.md", "see `docs/protocol/` and `/health`", tops));
    }

    [Fact]
    public void Verbs_AreInTheReadMe()
    {
        var verbs = Repository.CSharp.Where(file => file.IsIn("eng/cli/Verbs"))
            .SelectMany(file => Verb().Matches(file.Text)).Select(match => match.Groups[1].Value).Where(verb => verb != "help").ToList();
        var document = Repository.Read("README.md");

        Assert.True(verbs.Count > 10);
        Rule.Holds(verbs.Where(verb => !document.Contains($"./chat {verb}") && !document.Contains($"`{verb}"))
            .Select(verb => $"README.md does not name ./chat {verb}"));
    }

    private static IEnumerable<string> CodesOf(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> DeadLinks(string page) =>
        from Match link in Link().Matches(Repository.Read(page))
        let target = link.Groups[1].Value
        where !target.Contains("://", StringComparison.Ordinal)
        let full = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target))
        where !Path.Exists(full)
        select $"{page}: {target} is not there";

    private static IEnumerable<string> DeadAnchors(string page, string text) =>
        from Match link in Anchor().Matches(text)
        let path = link.Groups[1].Value
        where !path.Contains("://", StringComparison.Ordinal)
        let target = path.Length == 0
            ? page
            : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, path)).Replace('\\', '/')
        where Repository.Paths.Contains(target) && !Heading().Matches(Repository.Read(target)).Any(
            heading => NoSlug().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-') == link.Groups[2].Value)
        select $"{page}: {target} has no part {link.Groups[2].Value}";

    /// <summary>Words in backticks that begin like a folder of ours.</summary>
    private static IEnumerable<string> Lost(string page, string text, HashSet<string> tops) =>
        from Match word in FilePath().Matches(text)
        where tops.Contains(word.Groups[1].Value) && word.Groups[1].Value != ".chat"
        let path = word.Value.Trim('`')
        where !Path.Exists(Path.Combine(Repository.Root, path))
        select $"{page}: {path} is not there";

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\(([^)#\s]*)#([^)\s]+)\)")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"^#+ (.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoSlug();

    [GeneratedRegex(@"`([\w.\-]+)/[\w.\-/]*`")]
    private static partial Regex FilePath();

    [GeneratedRegex(@"string Name => ""(\w+)""")]
    private static partial Regex Verb();
}
