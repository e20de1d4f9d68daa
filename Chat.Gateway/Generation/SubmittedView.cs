namespace Chat.Gateway.Generation;

/// <summary>A prompt that is committed; its answer is under way.</summary>
/// <param name="JobId">The generation.</param>
/// <param name="ConversationId">The conversation, new when none was given.</param>
/// <param name="MessageId">The prompt's message.</param>
/// <param name="Seq">The prompt's number in the conversation.</param>
/// <param name="StreamUrl">Where the answer's events are.</param>
public sealed record SubmittedView(string JobId, string ConversationId, string MessageId, long Seq, string StreamUrl);
