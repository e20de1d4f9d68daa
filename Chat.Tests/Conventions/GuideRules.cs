using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Tests.Conventions;

/// <summary>The guides for security and for failures are there, have their parts, and name what exists.</summary>
[Trait("Category", "Conventions")]
public sealed partial class GuideRules
{
    private const string Security = "docs/operations/security.md";
    private const string Errors = "docs/protocol/errors.md";

    private static readonly string[] s_securityParts =
    [
        "Identity", "Keys", "Tenants, membership, administrators", "Audit", "Limits and abuse", "Browsers", "What gets out",
        "Transport", "Data at rest", "Not there yet", "Before production",
    ];

    private static readonly string[] s_failureClasses =
        ["Authentication failure", "Delivery failure", "Rate limit", "Connection drop"];

    private static readonly string[] s_failureParts = ["| REST |", "| SSE |", "| gRPC |", "**Do**:", "**Watch**:"];

    [Fact]
    [Trait("Requirement", "SEC-16")]
    public void Security_HasItsGuide_SEC16()
    {
        var parts = Parts(Repository.Read(Security), "## ");

        Rule.Holds(Missing(Security, s_securityParts, parts));
        Rule.Holds(parts.Where(IsEmpty).Select(part => $"{Security}: {part.Key} is empty"));
        Assert.Contains("](docs/operations/security.md)", Repository.Read("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "ERR-06")]
    public void Failures_HaveTheirClasses_ERR06()
    {
        var classes = Parts(Repository.Read(Errors), "### ");

        Rule.Holds(
        [
            .. Missing(Errors, s_failureClasses, classes),
            .. from one in classes
               from part in s_failureParts
               where !one.Value.Contains(part, StringComparison.Ordinal)
               select $"{Errors}: {one.Key} says nothing of {part}",
        ]);
    }

    [Fact]
    [Trait("Requirement", "ERR-06")]
    public void Failures_AreWatchedByWhatIsThere_ERR06()
    {
        var watched = Parts(Repository.Read(Errors), "### ").Values
            .Select(part => part[part.IndexOf("**Watch**:", StringComparison.Ordinal)..])
            .SelectMany(part => Code().Matches(part)).Select(match => match.Groups[1].Value.Replace('\n', ' ')).ToList();

        Assert.True(watched.Count > 10);
        Rule.Holds(Unknown(watched, [.. Repository.Production.SelectMany(Texts)]));
    }

    [Fact]
    [Trait("Requirement", "ERR-02")]
    public void Errors_HaveTheirStatus()
    {
        var http = Table("Chat.Gateway/Errors/ErrorStatus.cs");
        var grpc = Table("Chat.Conversations/Errors/StatusCodes.cs");
        var document = Repository.Read(Errors);

        Assert.True(http.Count > 20);
        Rule.Holds(http.Select(code => (code.Key, Row: Row(code.Key, code.Value, grpc.GetValueOrDefault(code.Key))))
            .Where(code => !document.Contains(code.Row, StringComparison.Ordinal))
            .Select(code => $"{Errors} lacks the row {code.Row}"));
    }

    [Fact]
    public void Guides_Report()
    {
        Assert.Equal(["A"], Parts("## A\n\n## B\ntext", "## ").Where(IsEmpty).Select(part => part.Key));
        Assert.NotEmpty(Missing("a.md", ["C"], Parts("## A\n\n## B\ntext", "## ")));
        Assert.NotEmpty(Unknown(["chat.gone"], ["chat.there"]));
        Assert.NotEmpty(Unknown(["Lost … of job"], ["Lost {Count} things"]));
        Assert.Empty(Unknown(["Lost … things"], ["Lost {Count} things"]));
        Assert.Equal("| `version_conflict` | 409 | ABORTED |", Row("VersionConflict", "Status409Conflict", "Aborted"));
        Assert.Equal("| `internal` | 500 | - |", Row("Internal", "Status500InternalServerError", null));
    }

    /// <summary>The texts below the headings of one depth, by heading.</summary>
    private static Dictionary<string, string> Parts(string document, string heading) => $"\n{document}"
        .Split("\n" + heading).Skip(1).Select(part => part.Split('\n', 2))
        .ToDictionary(part => part[0].Trim(), part => part.Length > 1 ? part[1] : "");

    private static bool IsEmpty(KeyValuePair<string, string> part) => string.IsNullOrWhiteSpace(part.Value);

    private static IEnumerable<string> Missing(string page, IEnumerable<string> wanted, Dictionary<string, string> parts) =>
        wanted.Where(name => !parts.ContainsKey(name)).Select(name => $"{page} has no part '{name}'");

    /// <summary>Names of metrics, and log lines with … where their values stand; framework's own names are left out.</summary>
    private static IEnumerable<string> Unknown(IEnumerable<string> watched, IReadOnlyCollection<string> texts) =>
        from name in watched
        where name.StartsWith("chat.", StringComparison.Ordinal) || name.Contains(' ', StringComparison.Ordinal)
        let pattern = string.Join(".*", name.Split('…').Select(piece => Regex.Escape(piece.Trim())))
        where !texts.Any(text => Regex.IsMatch(text, pattern))
        select $"{Errors}: nothing in the code says '{name}'";

    private static IEnumerable<string> Texts(SourceFile file) => file.All<LiteralExpressionSyntax>()
        .Select(literal => literal.Token.Value as string).OfType<string>();

    /// <summary>The entries <c>[ErrorCodes.Name] = Type.Value</c> of a file.</summary>
    private static Dictionary<string, string> Table(string path) => Repository.CSharp.Single(file => file.Path == path)
        .All<AssignmentExpressionSyntax>()
        .Where(entry => entry.Left.ToString().StartsWith("[ErrorCodes.", StringComparison.Ordinal))
        .ToDictionary(entry => entry.Left.ToString()["[ErrorCodes.".Length..^1], entry => entry.Right.ToString().Split('.')[^1]);

    private static string Row(string code, string http, string? grpc) =>
        $"| `{Snake(code)}` | {http["Status".Length..][..3]} | {(grpc is null ? "-" : Snake(grpc).ToUpperInvariant())} |";

    private static string Snake(string name) => Inner().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex(@"(?<!^)[A-Z]")]
    private static partial Regex Inner();

    [GeneratedRegex(@"`([^`]+)`")]
    private static partial Regex Code();
}
