using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Tests.Conventions;

/// <summary>A class is made to be derived from, and then somebody does, or it is sealed.</summary>
[Trait("Category", "Conventions")]
public sealed class SealedRules
{
    private static readonly SyntaxKind[] s_closed =
        [SyntaxKind.SealedKeyword, SyntaxKind.StaticKeyword, SyntaxKind.AbstractKeyword];

    [Fact]
    public void ConcreteClasses_AreSealed()
    {
        var files = Repository.CSharp.Where(file => !file.IsIn("eng")).ToList();
        var bases = files.SelectMany(Bases).ToHashSet();

        Rule.Holds(files, file => Open(file, bases));
    }

    [Fact]
    public void Openness_Reports()
    {
        Rule.Reports(file => Open(file, []), "Chat.Gateway/A.cs", "class A;");
        Rule.Reports(file => Open(file, []), "Chat.Gateway/A.cs", "record A(int X);");
        Assert.Empty(Open(SourceFile.Sample("Chat.Gateway/A.cs", "class A; sealed class B : A;"), ["A"]));
    }

    private static IEnumerable<string> Bases(SourceFile file) =>
        from list in file.All<BaseListSyntax>()
        from type in list.Types
        select type.Type is GenericNameSyntax generic ? generic.Identifier.Text : type.Type.ToString();

    private static IEnumerable<string> Open(SourceFile file, HashSet<string> bases) =>
        from type in file.All<TypeDeclarationSyntax>()
        where type is ClassDeclarationSyntax || type.IsKind(SyntaxKind.RecordDeclaration)
        let name = type.Identifier.Text
        where name != "Program" && !bases.Contains(name) && !type.Modifiers.Any(word => s_closed.Contains(word.Kind()))
        where !type.Modifiers.Any(SyntaxKind.PartialKeyword) || !IsSealedElsewhere(file, name)
        select file.At(type, $"{name} is neither sealed nor a base");

    /// <summary>Another part of a partial class may carry the word.</summary>
    private static bool IsSealedElsewhere(SourceFile file, string name) => Repository.CSharp
        .Where(other => other.Project == file.Project)
        .SelectMany(other => other.All<ClassDeclarationSyntax>())
        .Any(type => type.Identifier.Text == name && type.Modifiers.Any(word => s_closed.Contains(word.Kind())));
}
