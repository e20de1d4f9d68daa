namespace Chat.Conversations.Errors;

/// <summary>An expected refusal on its way to the caller; <see cref="ErrorInterceptor"/> turns it into a status.</summary>
internal sealed class ChatException(ChatError error, Exception? inner = null) : Exception(error.Message, inner)
{
    public ChatError Error { get; } = error;
}
