using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Tests.Conventions;

/// <summary>One C# file with its syntax tree.</summary>
internal sealed class SourceFile
{
    private SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Root = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot();
    }

    public string Path { get; }

    public string Text { get; }

    public CompilationUnitSyntax Root { get; }

    public string Project => Path.Split('/')[0];

    /// <summary>The folder below the project, empty at its top.</summary>
    public string Folder => string.Join('/', Path.Split('/')[1..^1]);

    public string Name => System.IO.Path.GetFileName(Path);

    public IEnumerable<string> Usings => All<UsingDirectiveSyntax>()
        .Where(line => line.NamespaceOrType is NameSyntax)
        .Select(line => line.NamespaceOrType.ToString());

    public IEnumerable<BaseTypeDeclarationSyntax> TopLevelTypes => All<BaseTypeDeclarationSyntax>()
        .Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax);

    public static SourceFile Load(string path) => new(path, Repository.Read(path));

    /// <summary>A file that is not there, to show that a rule bites.</summary>
    public static SourceFile Sample(string path, string text) => new(path, text);

    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public IEnumerable<T> All<T>()
        where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    /// <summary>Where a violation is: <c>path(line): what</c>.</summary>
    public string At(SyntaxNode node, string what) =>
        $"{Path}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {what}";
}
