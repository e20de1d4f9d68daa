using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Tests.Conventions;

/// <summary>Asynchronous methods say so in their name and can be cancelled.</summary>
[Trait("Category", "Conventions")]
public sealed class AsyncRules
{
    private static readonly string[] s_tasks = ["Task", "ValueTask", "IAsyncEnumerable"];

    /// <summary>Parameters that carry the caller's cancellation themselves.</summary>
    private static readonly string[] s_carriers =
        ["CancellationToken", "HttpContext", "ServerCallContext", "ConnectionContext"];

    /// <summary>Methods whose shape belongs to a framework's interface, with the interface.</summary>
    private static readonly Dictionary<string, string> s_foreign = new()
    {
        ["DisposeAsync"] = "IAsyncDisposable",
        ["InvokeAsync"] = "IMiddleware, IEndpointFilter and the middleware convention",
    };

    /// <summary>Ours that differ, with the reason.</summary>
    private static readonly Dictionary<string, string> s_different = new()
    {
        ["ConversationLanes.Enqueue"] = "queues and returns the work's own task; the work brings its cancellation",
        ["PartitionWorker.Drained"] = "a view of what runs, waited for at shutdown, when nothing cancels any more",
        ["TokenStreamAppender.AppendAsync"] = "a script that was sent cannot be taken back; its time is limited inside",
        ["TokenStreamWriter.FinishAsync"] = "must also end after a cancellation; its time is limited inside",
    };

    [Fact]
    public void AsyncMethods_EndInAsyncAndTakeATokenLast() => Rule.Holds(Repository.Production, Misshaped);

    [Fact]
    public void Code_NeverBlocksOnATask() => Rule.Holds(Repository.CSharp.Where(file => !file.IsIn("eng")), Blocking);

    [Fact]
    public void Shape_Reports()
    {
        Reports("public Task Run(CancellationToken cancellationToken) => default!;");
        Reports("internal async Task RunAsync() { }");
        Reports("public ValueTask<int> RunAsync(CancellationToken cancellationToken, int n) => default;");
        Reports("public IAsyncEnumerable<int> ReadAsync() => default!;");
        Rule.Reports(Blocking, "Chat.Gateway/A.cs", "class A { async void M() { } }");
        Rule.Reports(Blocking, "Chat.Gateway/A.cs", "class A { int M(Task<int> t) => t.GetAwaiter().GetResult(); }");
    }

    private static void Reports(string member) =>
        Rule.Reports(Misshaped, "Chat.Gateway/A.cs", $"class A {{ {member} }}");

    private static IEnumerable<string> Misshaped(SourceFile file)
    {
        foreach (var method in file.All<MethodDeclarationSyntax>().Where(IsOurs))
        {
            if (!method.Identifier.Text.EndsWith("Async", StringComparison.Ordinal))
                yield return file.At(method, $"{method.Identifier.Text} does not end in Async");
            if (!IsCancellable(method))
                yield return file.At(method, $"{method.Identifier.Text} takes no CancellationToken as its last parameter");
        }
    }

    private static IEnumerable<string> Blocking(SourceFile file)
    {
        foreach (var method in file.All<MethodDeclarationSyntax>())
            if (method.Modifiers.Any(SyntaxKind.AsyncKeyword) && method.ReturnType.ToString() == "void")
                yield return file.At(method, "async void");
        foreach (var call in file.All<InvocationExpressionSyntax>())
            if (call.Expression.ToString() is var text && text.EndsWith("GetAwaiter().GetResult", StringComparison.Ordinal))
                yield return file.At(call, text);
    }

    /// <summary>Overrides and explicit implementations have the shape that their owner gave them.</summary>
    private static bool IsOurs(MethodDeclarationSyntax method) =>
        IsAsynchronous(method)
        && !s_foreign.ContainsKey(method.Identifier.Text)
        && !s_different.ContainsKey($"{(method.Parent as TypeDeclarationSyntax)?.Identifier.Text}.{method.Identifier.Text}")
        && !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && method.ExplicitInterfaceSpecifier is null
        && (method.Parent is InterfaceDeclarationSyntax
            || method.Modifiers.Any(SyntaxKind.PublicKeyword) || method.Modifiers.Any(SyntaxKind.InternalKeyword));

    private static bool IsAsynchronous(MethodDeclarationSyntax method) =>
        method.ReturnType is SimpleNameSyntax name && s_tasks.Contains(name.Identifier.Text);

    private static bool IsCancellable(MethodDeclarationSyntax method)
    {
        var types = method.ParameterList.Parameters.Select(parameter => parameter.Type?.ToString() ?? "").ToList();
        return types.Exists(type => type != "CancellationToken" && s_carriers.Contains(type.TrimEnd('?')))
            || types is [.., "CancellationToken"];
    }
}
