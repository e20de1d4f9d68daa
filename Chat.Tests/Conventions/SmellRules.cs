using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Tests.Conventions;

/// <summary>Calls and marks that this house does without.</summary>
[Trait("Category", "Conventions")]
public sealed class SmellRules
{
    private static readonly string[] s_clocks =
        ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow"];

    private static readonly string[] s_sleeps = ["Task.Delay", "Thread.Sleep", "SpinWait.SpinUntil"];

    private static readonly string[] s_locators = ["GetRequiredService", "GetService", "GetRequiredKeyedService"];

    /// <summary>Prefixes of methods that compose: they run once, at start.</summary>
    private static readonly string[] s_composing = ["Add", "Map", "Use", "Configure", "Create"];

    private static readonly string[] s_marks = ["TODO", "FIXME", "HACK", "XXX"];

    [Fact]
    public void Time_ComesFromTimeProvider() =>
        Rule.Holds(Repository.CSharp.Where(file => !file.IsIn("eng")), ReadsTheClock);

    [Fact]
    public void Tests_WaitForConditions() => Rule.Holds(Repository.CSharp.Where(file => file.IsIn("Chat.Tests")), Sleeps);

    [Fact]
    public void Services_AreResolvedInComposition() => Rule.Holds(Repository.Production, Locates);

    [Fact]
    public void Sources_AreFinished() => Rule.Holds(Repository.CSharp, Unfinished);

    [Fact]
    public void Catches_DoSomething() => Rule.Holds(Repository.CSharp, Swallows);

    [Fact]
    public void Smells_Report()
    {
        Rule.Reports(ReadsTheClock, "Chat.Gateway/A.cs", "var now = DateTimeOffset.UtcNow;");
        Rule.Reports(ReadsTheClock, "Chat.Gateway/A.cs", "var now = System.DateTime.Now;");
        Rule.Reports(Sleeps, "Chat.Tests/A.cs", "await Task.Delay(5);");
        Rule.Reports(Locates, "Chat.Gateway/A.cs", "class A { void Run(IServiceProvider p) => p.GetRequiredService<B>(); }");
        Rule.Reports(Unfinished, "Chat.Gateway/A.cs", "// " + s_marks[0] + ": later");
        Rule.Reports(Unfinished, "Chat.Gateway/A.cs", "throw new NotImplementedException();");
        Rule.Reports(Unfinished, "Chat.Gateway/A.cs", "#region A\n#endregion");
        Rule.Reports(Swallows, "Chat.Gateway/A.cs", "try { M(); } catch { }");
    }

    private static IEnumerable<string> ReadsTheClock(SourceFile file) => Members(file, s_clocks);

    private static IEnumerable<string> Sleeps(SourceFile file) => Members(file, s_sleeps);

    private static IEnumerable<string> Members(SourceFile file, string[] forbidden) =>
        from access in file.All<MemberAccessExpressionSyntax>()
        where forbidden.Any(name => access.ToString() is var text && (text == name || text.EndsWith("." + name, StringComparison.Ordinal)))
        select file.At(access, access.ToString());

    private static IEnumerable<string> Locates(SourceFile file) =>
        from access in file.All<MemberAccessExpressionSyntax>()
        where s_locators.Contains(access.Name.Identifier.Text) && file.Name is not ("Program.cs" or "AppHost.cs")
        where !access.Ancestors().OfType<MethodDeclarationSyntax>().Any(Composes)
        select file.At(access, $"{access.Name} outside composition");

    private static bool Composes(MethodDeclarationSyntax method) =>
        s_composing.Any(prefix => method.Identifier.Text.StartsWith(prefix, StringComparison.Ordinal));

    private static IEnumerable<string> Unfinished(SourceFile file)
    {
        foreach (var thrown in file.All<ObjectCreationExpressionSyntax>())
            if (thrown.Type.ToString().EndsWith("NotImplementedException", StringComparison.Ordinal))
                yield return file.At(thrown, "not implemented");
        foreach (var comment in file.Root.DescendantTrivia(descendIntoTrivia: true))
            if (s_marks.Any(mark => IsMark(comment, mark)))
                yield return $"{file.Path}: {comment}";
        foreach (var region in file.Root.DescendantNodes(descendIntoTrivia: true).OfType<RegionDirectiveTriviaSyntax>())
            yield return $"{file.Path}: {region}";
    }

    private static bool IsMark(SyntaxTrivia trivia, string mark) =>
        trivia.ToString() is ['/', ..] and var text && text.Contains(mark + ":", StringComparison.Ordinal)
        || trivia.ToString() is ['/', ..] and var words && words.Split(' ').Contains(mark);

    /// <summary>An empty catch says in a comment why nothing is to be done.</summary>
    private static IEnumerable<string> Swallows(SourceFile file) =>
        from clause in file.All<CatchClauseSyntax>()
        where clause.Block.Statements.Count == 0 && !clause.Block.ToString().Contains("//", StringComparison.Ordinal)
        select file.At(clause, "an empty catch without a reason");
}
