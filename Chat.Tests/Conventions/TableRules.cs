using System.Globalization;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Tests.Conventions;

/// <summary>The tables of limits and permissions say the same in the code and in the documents.</summary>
[Trait("Category", "Conventions")]
[Trait("Requirement", "SEC-06")]
[Trait("Requirement", "ERR-07")]
public sealed class TableRules
{
    private static readonly string[] s_roles = ["Owner", "Admin", "Member", "Viewer"];

    [Fact]
    public void Limits_AreDocumented()
    {
        var document = Repository.Read("docs/reference/limits.md");
        var limits = Limits("Chat.Conversations/Validation/Limits.cs").Concat(Limits("Chat.Conversations/Paging/PageLimits.cs")).ToList();

        Assert.True(limits.Count > 30);
        Rule.Holds(limits.Where(limit => !document.Contains($"| `{limit.Name}` | {limit.Value} |", StringComparison.Ordinal))
            .Select(limit => $"docs/reference/limits.md does not say that {limit.Name} is {limit.Value}"));
    }

    [Fact]
    public void Permissions_AreDocumented()
    {
        var document = Repository.Read("docs/reference/permissions.md");
        var rows = Permissions().ToList();

        Assert.True(rows.Count > 20);
        Rule.Holds(rows.Where(row => !document.Contains(row, StringComparison.Ordinal))
            .Select(row => $"docs/reference/permissions.md lacks the row {row}"));
    }

    private static IEnumerable<(string Name, long Value)> Limits(string path) =>
        from field in File(path).All<FieldDeclarationSyntax>()
        from variable in field.Declaration.Variables
        select (variable.Identifier.Text, Product(variable.Initializer!.Value));

    /// <summary>A limit is a number or a product of numbers.</summary>
    private static long Product(ExpressionSyntax value) => value switch
    {
        BinaryExpressionSyntax product => Product(product.Left) * Product(product.Right),
        LiteralExpressionSyntax literal => Convert.ToInt64(literal.Token.Value, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{value} is no number."),
    };

    private static IEnumerable<string> Permissions() =>
        from assignment in File("Chat.Conversations/Permissions/PermissionTable.cs").All<AssignmentExpressionSyntax>()
        let name = assignment.Left.ToString().Trim('[', ']').Split('.')[^1]
        let rule = ((ImplicitObjectCreationExpressionSyntax)assignment.Right).ArgumentList.Arguments
        let least = Array.IndexOf(s_roles, rule[0].ToString().Split('.')[^1])
        let roles = string.Join(" | ", s_roles.Select((_, rank) => rank <= least ? "yes" : "no"))
        let overrideName = rule.Count > 3 ? rule[3].ToString().Replace('"', '`') : "-"
        select $"| `{name}` | {roles} | {(rule[1].ToString() == "true" ? "yes" : "no")} | {overrideName} |";

    private static SourceFile File(string path) => Repository.CSharp.Single(file => file.Path == path);
}
