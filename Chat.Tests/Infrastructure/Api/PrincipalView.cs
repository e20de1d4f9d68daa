namespace Chat.Tests.Infrastructure.Api;

/// <summary>A user or an agent.</summary>
public sealed record PrincipalView(string Id, string Type = "user");

/// <summary>How often an emoji stands on a message.</summary>
public sealed record ReactionView(string Emoji, long Count, bool Mine);
