using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Tests.Conventions;

/// <summary>The hard size limits: what goes beyond them is split, not excused.</summary>
[Trait("Category", "Conventions")]
public sealed class SizeRules
{
    private const int FileLimit = 300;
    private const int TestFileLimit = 400;
    private const int ProgramLimit = 80;
    private const int MethodLimit = 60;
    private const int MethodsPerTypeLimit = 20;
    private const int ConstructorParameterLimit = 7;
    private const int ParameterLimit = 5;
    private const int InterfaceMemberLimit = 8;
    private const int NestingLimit = 3;
    private const int TypesPerFileLimit = 3;
    private const int LineWidthLimit = 140;
    private const int FolderFileLimit = 30;
    private const int FolderDepthLimit = 4;

    /// <summary>Stand-ins repeat the public shape of somebody else's packages, which is not ours to cut.</summary>
    private const string StandIns = "eng/stand-ins";

    private static readonly string[] s_hand = [".cs", ".sh", ".mjs", ".js", ".ts", ".lua", ".proto", ".ps1", ".cmd", ".sql"];

    [Fact]
    public void Files_StayBelowTheirLimit() =>
        Rule.Holds(Repository.Paths.Where(IsWrittenByHand).SelectMany(path => TooLong(path, Repository.Read(path))));

    [Fact]
    public void Types_StayBelowTheirLimits() => Rule.Holds(Repository.CSharp, TooBig);

    [Fact]
    public void Folders_StayBelowTheirLimits()
    {
        var folders = Repository.CSharp.GroupBy(file => file.Path[..file.Path.LastIndexOf('/')]).ToList();
        var crowded = folders.Where(folder => folder.Count() > FolderFileLimit)
            .Select(folder => $"{folder.Key}: {folder.Count()} files");
        var deep = Repository.CSharp.Where(file => !file.IsIn("eng"))
            .Where(file => file.Path.Split('/').Length - 2 > FolderDepthLimit).Select(file => $"{file.Path}: too deep");

        Rule.Holds([.. crowded, .. deep]);
    }

    [Fact]
    public void Limits_Report()
    {
        var lines = string.Concat(Enumerable.Repeat("        M();\n", 61));

        Assert.NotEmpty(TooLong("Chat.Gateway/A.cs", new string('\n', 301)));
        Assert.Empty(TooLong("Chat.Tests/A.cs", new string('\n', 301)));
        Assert.NotEmpty(TooLong("Chat.Tests/A.cs", new string('\n', 401)));
        Assert.NotEmpty(TooLong("Chat.Gateway/Program.cs", new string('\n', 81)));
        Assert.NotEmpty(TooLong("Chat.Gateway/A.cs", new string('x', 141)));
        Reports($"class A {{ void M() {{\n{lines}}} }}");
        Reports("class A(int a, int b, int c, int d, int e, int f, int g, int h);");
        Reports("class A { A(int a, int b, int c, int d, int e, int f, int g, int h) { } }");
        Reports("class A { void M(int a, int b, int c, int d, int e, int f) { } }");
        Reports("class A { void M() { if (x) while (x) foreach (var y in z) if (y) M(); } }");
        Reports("class A; class B; class C; class D;");
        Reports($"class A {{ {string.Concat(Enumerable.Range(0, 21).Select(i => $"void M{i}() {{ }}"))} }}");
        Reports($"interface I {{ {string.Concat(Enumerable.Range(0, 9).Select(i => $"void M{i}();"))} }}");
    }

    private static void Reports(string text) => Rule.Reports(TooBig, "Chat.Gateway/A.cs", text);

    private static bool IsWrittenByHand(string path) =>
        s_hand.Contains(Path.GetExtension(path))
        || (!Path.GetFileName(path).Contains('.') && Repository.Read(path).StartsWith("#!", StringComparison.Ordinal));

    private static IEnumerable<string> TooLong(string path, string text)
    {
        var lines = text.Split('\n');
        var limit = Path.GetFileName(path) is "Program.cs" or "AppHost.cs" ? ProgramLimit
            : path.StartsWith("Chat.Tests/", StringComparison.Ordinal) ? TestFileLimit
            : FileLimit;
        if (lines.Length - 1 > limit)
            yield return $"{path}: {lines.Length - 1} lines, at most {limit}";
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].TrimEnd('\r').Length > LineWidthLimit)
                yield return $"{path}({i + 1}): {lines[i].Length} columns, at most {LineWidthLimit}";
    }

    private static IEnumerable<string> TooBig(SourceFile file) =>
    [
        .. LongMethods(file),
        .. DeepNesting(file),
        .. file.IsIn(StandIns) ? [] : Shape(file),
    ];

    private static IEnumerable<string> LongMethods(SourceFile file) =>
        from method in file.All<SyntaxNode>()
        where method is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        let span = method.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > MethodLimit
        select file.At(method, $"{lines} lines in a method, at most {MethodLimit}");

    private static IEnumerable<string> DeepNesting(SourceFile file) =>
        from statement in file.All<StatementSyntax>()
        where Nests(statement) && Depth(statement) == NestingLimit + 1
        select file.At(statement, $"nested deeper than {NestingLimit}");

    private static int Depth(SyntaxNode statement) => statement.AncestorsAndSelf()
        .TakeWhile(node => node is not (MemberDeclarationSyntax or LocalFunctionStatementSyntax) || node is GlobalStatementSyntax)
        .Count(Nests);

    /// <summary>An <c>else if</c> goes on, it does not nest.</summary>
    private static bool Nests(SyntaxNode node) =>
        node is IfStatementSyntax { Parent: not ElseClauseSyntax } or CommonForEachStatementSyntax or ForStatementSyntax
            or WhileStatementSyntax or DoStatementSyntax or SwitchStatementSyntax;

    private static IEnumerable<string> Shape(SourceFile file)
    {
        var types = file.TopLevelTypes.Count();
        if (types > TypesPerFileLimit)
            yield return $"{file.Path}: {types} types, at most {TypesPerFileLimit}";
        foreach (var type in file.All<TypeDeclarationSyntax>())
            foreach (var violation in Members(file, type))
                yield return violation;
        foreach (var method in file.All<MethodDeclarationSyntax>().Where(method => !IsLogMessage(method)))
            if (Counted(method.ParameterList) is var count && count > ParameterLimit)
                yield return file.At(method, $"{count} parameters, at most {ParameterLimit}: make a request record");
    }

    private static IEnumerable<string> Members(SourceFile file, TypeDeclarationSyntax type)
    {
        var methods = type.Members.OfType<MethodDeclarationSyntax>().Count(method => !IsLogMessage(method));
        if (type is InterfaceDeclarationSyntax && type.Members.Count > InterfaceMemberLimit)
            yield return file.At(type, $"{type.Members.Count} members of an interface, at most {InterfaceMemberLimit}");
        if (methods > MethodsPerTypeLimit)
            yield return file.At(type, $"{methods} methods, at most {MethodsPerTypeLimit}");
        // A record's parameters are its data, not what it depends on.
        var lists = type.Members.OfType<ConstructorDeclarationSyntax>().Select(constructor => constructor.ParameterList);
        if (type is ClassDeclarationSyntax { ParameterList: { } primary })
            lists = lists.Append(primary);
        if (lists.Select(list => list.Parameters.Count).DefaultIfEmpty().Max() is > ConstructorParameterLimit and var count)
            yield return file.At(type, $"{count} constructor parameters, at most {ConstructorParameterLimit}");
    }

    /// <summary>The token comes on top of what a method is about.</summary>
    private static int Counted(ParameterListSyntax list) =>
        list.Parameters.Count(parameter => parameter.Type?.ToString() != "CancellationToken");

    /// <summary>The parameters of a generated log method are the values of its template.</summary>
    private static bool IsLogMessage(MethodDeclarationSyntax method) => method.AttributeLists
        .SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == "LoggerMessage");
}
