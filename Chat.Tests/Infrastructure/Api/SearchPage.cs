namespace Chat.Tests.Infrastructure.Api;

/// <summary>A page of messages that were found.</summary>
public sealed record SearchPage(IReadOnlyList<MessageView> Items, string? NextCursor);
