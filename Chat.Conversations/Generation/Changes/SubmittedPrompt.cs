namespace Chat.Conversations.Generation.Changes;

/// <summary>The ids under which a prompt and its answer are found; a retry gets the same.</summary>
internal sealed record SubmittedPrompt(Guid JobId, Guid ConversationId, Guid MessageId, long Seq);
