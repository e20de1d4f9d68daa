using Chat.Conversations.Participants;

namespace Chat.Conversations.Audit;

/// <summary>Takes down that an administrator reads a conversation without taking part in it.</summary>
internal interface IPrivilegedReads
{
    /// <summary>Returns when the record is committed; until then nothing may be answered.</summary>
    Task RecordAsync(Caller caller, Guid conversationId, string action, CancellationToken cancellationToken);
}
