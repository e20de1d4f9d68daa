namespace Chat.Gateway.Generation;

/// <summary>What asking for answers has to say.</summary>
internal static partial class GenerationLog
{
    [LoggerMessage(1, LogLevel.Information, "Accepted a prompt: job {JobId} in conversation {ConversationId}")]
    public static partial void Accepted(this ILogger<PromptBody> logger, string jobId, string conversationId);
}
