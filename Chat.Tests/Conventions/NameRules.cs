using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Tests.Conventions;

/// <summary>Names say what a thing is, files are named after what they hold, and every type says what it is for.</summary>
[Trait("Category", "Conventions")]
public sealed class NameRules
{
    private static readonly string[] s_empty = ["Helper", "Manager", "Util", "Utility", "Utilities", "Utils", "Misc"];

    [Fact]
    public void Types_AreNotNamedForNothing() => Rule.Holds(Ours, Empty);

    [Fact]
    public void Files_AreNamedAfterATypeInThem() => Rule.Holds(Ours, Misfiled);

    [Fact]
    public void Types_HaveASummary() => Rule.Holds(Ours, Undocumented);

    [Fact]
    public void Services_AreGrpcServices() => Rule.Holds(Repository.Production, NotGrpc);

    [Fact]
    public void Names_Report()
    {
        Rule.Reports(Empty, "Chat.Gateway/A.cs", "class SocketHelpers;");
        Rule.Reports(Empty, "Chat.Gateway/A.cs", "class SessionManager;");
        Rule.Reports(Misfiled, "Chat.Gateway/A.cs", "class B;");
        Rule.Reports(Undocumented, "Chat.Gateway/A.cs", "class A;");
        Rule.Reports(Undocumented, "Chat.Gateway/A.cs", "// A thing.\npublic enum A { }");
        Rule.Reports(NotGrpc, "Chat.Gateway/A.cs", "class CleaningService : BackgroundService;");
        Assert.Empty(NotGrpc(SourceFile.Sample("A/A.cs", "class JobService : JobService.JobServiceBase;")));
    }

    private static IEnumerable<SourceFile> Ours => Repository.CSharp.Where(file => !file.IsIn("eng"));

    private static IEnumerable<string> Empty(SourceFile file) =>
        from type in file.All<BaseTypeDeclarationSyntax>()
        from word in s_empty
        where type.Identifier.Text.TrimEnd('s').EndsWith(word.TrimEnd('s'), StringComparison.Ordinal)
        select file.At(type, $"{type.Identifier.Text} is named {word}, which says nothing");

    private static IEnumerable<string> Misfiled(SourceFile file)
    {
        var names = file.TopLevelTypes.Select(type => type.Identifier.Text)
            .Concat(file.All<DelegateDeclarationSyntax>().Select(type => type.Identifier.Text)).ToList();
        // A part of a partial class may be filed as Type.Part.cs.
        if (names.Count > 0 && !names.Contains(file.Name.Split('.')[0]) && file.Name != "Program.cs")
            yield return $"{file.Path}: holds {string.Join(", ", names)}";
    }

    private static IEnumerable<string> Undocumented(SourceFile file) =>
        from type in file.TopLevelTypes
        where type.Identifier.Text != "Program"
        where !type.GetLeadingTrivia().ToFullString().Contains("/// <summary>", StringComparison.Ordinal)
            && !type.GetLeadingTrivia().ToFullString().Contains("/// <inheritdoc", StringComparison.Ordinal)
        select file.At(type, $"{type.Identifier.Text} has no summary");

    private static IEnumerable<string> NotGrpc(SourceFile file) =>
        from type in file.All<ClassDeclarationSyntax>()
        where type.Identifier.Text.EndsWith("Service", StringComparison.Ordinal)
        where type.BaseList?.Types.Any(b => b.Type.ToString().EndsWith("ServiceBase", StringComparison.Ordinal)) is not true
        select file.At(type, $"{type.Identifier.Text} is not a gRPC service");
}
