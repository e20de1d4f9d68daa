using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Tests.Conventions;

/// <summary>One setting, as the code or the document has it; values are written so that equal ones are the same text.</summary>
internal sealed partial record Setting(string Project, string Name, string Default, string Range)
{
    /// <summary>The settings of a file's options classes: those with a constant <c>Section</c>.</summary>
    public static IEnumerable<Setting> In(SourceFile file) =>
        from type in file.All<ClassDeclarationSyntax>()
        let section = SectionOf(type)
        where section is not null
        from property in type.Members.OfType<PropertyDeclarationSyntax>()
        where property.AccessorList is not null && property.Modifiers.Any(word => word.Text == "public")
            && property.Modifiers.All(word => word.Text != "static")
        select new Setting(
            file.Project, $"{section}:{property.Identifier.Text}", ValueOf(property.Initializer?.Value), RangeOf(property));

    /// <summary>The rows below headings like <c>## Chat.Gateway: `Sse`</c>.</summary>
    public static IEnumerable<Setting> In(string document)
    {
        var project = "";
        foreach (var line in document.Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) project = Heading().Match(line).Groups[1].Value;
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (project.Length > 0 && cells is ["", ['`', ..] name, var byDefault, var range, _, ""])
                yield return new Setting(project, name.Trim('`'), Normal(byDefault), Normal(range));
        }
    }

    /// <summary>A long text may be shown by its beginning.</summary>
    public bool Shows(Setting code) => code.Range == Range
        && (code.Default == Default || (Default.EndsWith(" …", StringComparison.Ordinal)
            && code.Default.StartsWith(Default[..^2], StringComparison.Ordinal)));

    private static string? SectionOf(ClassDeclarationSyntax type) => type.Members.OfType<FieldDeclarationSyntax>()
        .SelectMany(field => field.Declaration.Variables)
        .Where(variable => variable.Identifier.Text == "Section")
        .Select(variable => variable.Initializer?.Value is LiteralExpressionSyntax literal ? literal.Token.ValueText : "Authentication")
        .FirstOrDefault();

    private static string RangeOf(PropertyDeclarationSyntax property)
    {
        foreach (var attribute in property.AttributeLists.SelectMany(list => list.Attributes))
        {
            var given = attribute.ArgumentList?.Arguments.Select(argument => argument.Expression).ToList() ?? [];
            switch (attribute.Name.ToString())
            {
                case "Range":
                    // The type of what is no number comes first.
                    var ends = given.SkipWhile(argument => argument is TypeOfExpressionSyntax).Take(2);
                    return Normal(string.Join(" … ", ends.Select(ValueOf)));
                case "StringLength" when given is [var most, var least]:
                    return Normal($"{ValueOf(least)} … {ValueOf(most)} characters");
            }
        }

        return "";
    }

    private static string ValueOf(ExpressionSyntax? value) => value switch
    {
        null => "none",
        CollectionExpressionSyntax => "empty",
        InvocationExpressionSyntax time => Duration(
            time.Expression.ToString(), Number(time.ArgumentList.Arguments[0].Expression)),
        ImplicitObjectCreationExpressionSyntax { Initializer.Expressions: [AssignmentExpressionSyntax first] } =>
            $"{ValueOf(first.Right)} in 15 min",
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => ValueOf(sum.Left) + ValueOf(sum.Right),
        BinaryExpressionSyntax product => (Number(product.Left) * Number(product.Right)).ToString(CultureInfo.InvariantCulture),
        LiteralExpressionSyntax { Token.Value: bool flag } => flag ? "true" : "false",
        LiteralExpressionSyntax literal => Convert.ToString(literal.Token.Value, CultureInfo.InvariantCulture)!,
        _ => value.ToString(),
    };

    private static long Number(ExpressionSyntax value) => long.Parse(ValueOf(value), CultureInfo.InvariantCulture);

    private static string Duration(string method, long count) => Text(count * UnitOf(method switch
    {
        "TimeSpan.FromMilliseconds" => "ms",
        "TimeSpan.FromSeconds" => "s",
        "TimeSpan.FromMinutes" => "min",
        "TimeSpan.FromHours" => "h",
        "TimeSpan.FromDays" => "d",
        _ => throw new InvalidOperationException($"{method} is no duration."),
    }));

    private static string Normal(string text) => string.Join(
        " … ", text.Trim('`').Split(" … ").Select(part => Time(part) is { } time ? Text(time) : part));

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);

    private static TimeSpan? Time(string text) => Amount().Match(text) is { Success: true } amount
        ? double.Parse(amount.Groups[1].Value, CultureInfo.InvariantCulture) * UnitOf(amount.Groups[2].Value)
        : text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null;

    private static TimeSpan UnitOf(string word) => word switch
    {
        "ms" => TimeSpan.FromMilliseconds(1),
        "s" => TimeSpan.FromSeconds(1),
        "min" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    [GeneratedRegex(@"^## (Chat\.\w+): ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(\d+) (ms|s|min|h|d)$")]
    private static partial Regex Amount();
}
