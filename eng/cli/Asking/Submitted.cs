namespace Chat.Cli.Asking;

/// <summary>The gateway's answer to a prompt.</summary>
internal sealed record Submitted(string JobId, string ConversationId, string MessageId, string StreamUrl);
