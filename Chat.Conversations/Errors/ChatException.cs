namespace Chat.Conversations.Errors;

/// <summary>An expected refusal on its way to <see cref="ErrorInterceptor"/>, which makes it a status.</summary>
internal sealed class ChatException(ChatError error, Exception? inner = null) : Exception(error.Message, inner)
{
    public ChatError Error { get; } = error;
}
