namespace Chat.Tests.Infrastructure.Api;

/// <summary>The body of <c>POST …/messages</c>.</summary>
public sealed record NewMessage(string? Content)
{
    public string? Type { get; init; }

    public string? Role { get; init; }

    public IReadOnlyList<string>? Attachments { get; init; }

    public object? Metadata { get; init; }

    public string? ParentId { get; init; }

    public Guid? ThreadId { get; init; }

    public IReadOnlyList<PrincipalView>? Mentions { get; init; }

    public string? Thinking { get; init; }

    public object? ToolCalls { get; init; }

    public string? ClientId { get; init; }
}
