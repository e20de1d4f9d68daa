using System.Reflection;
using System.Text.RegularExpressions;
using Chat.Contracts.Errors;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Tests.Conventions;

/// <summary>Documents that list what the code has must list all of it, and links must lead somewhere.</summary>
[Trait("Category", "Conventions")]
[Trait("Requirement", "DOC-01")]
public sealed partial class DocumentRules
{
    [Fact]
    [Trait("Requirement", "DEV-01")]
    public void Configuration_ListsEverySetting()
    {
        var document = Repository.Read("docs/operations/configuration.md");

        Rule.Holds(Repository.Production, file => SettingsOf(file).Where(setting => !document.Contains($"`{setting}`"))
            .Select(setting => $"{file.Path}: {setting} is not in docs/operations/configuration.md"));
    }

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
    public void Settings_AreFound() => Assert.Equal(
        ["Sse:Heartbeat"],
        SettingsOf(SourceFile.Sample(
            "Chat.Gateway/A.cs",
            "class A { public const string Section = \"Sse\"; public int Heartbeat { get; set; } }")));

    private static IEnumerable<string> SettingsOf(SourceFile file) =>
        from type in file.All<ClassDeclarationSyntax>()
        let section = SectionOf(type)
        where section is not null
        from property in type.Members.OfType<PropertyDeclarationSyntax>()
        where property.AccessorList is not null && property.Modifiers.Any(modifier => modifier.Text == "public")
            && property.Modifiers.All(modifier => modifier.Text != "static")
        select $"{section}:{property.Identifier.Text}";

    private static string? SectionOf(ClassDeclarationSyntax type) => type.Members.OfType<FieldDeclarationSyntax>()
        .SelectMany(field => field.Declaration.Variables)
        .Where(variable => variable.Identifier.Text == "Section")
        .Select(variable => variable.Initializer?.Value switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            not null => "Authentication",
            null => null,
        })
        .FirstOrDefault();

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

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
