namespace Chat.Conversations.Appending;

/// <summary>
/// One change of a conversation: it says what it touches, and decides when that is locked. It either throws a
/// <see cref="Errors.ChatException"/> before it has written anything, or writes through the state and returns.
/// It may be asked again on fresh state when a batch has to be repeated.
/// </summary>
internal interface IConversationChange<out TResult>
{
    ChangeScope Scope { get; }

    TResult Decide(BatchState state);
}
