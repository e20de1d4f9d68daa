namespace Chat.Tests.Infrastructure.Api;

/// <summary>The body of <c>POST /v1/chat</c>.</summary>
public sealed record Prompt(string Message, Guid? ConversationId = null, string? ClientId = null, string? AgentId = null);

/// <summary>Its answer.</summary>
public sealed record Submission(Guid JobId, Guid ConversationId, Guid MessageId, long Seq, string StreamUrl);
