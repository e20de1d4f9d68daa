using Chat.Conversations.Appending;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Audit;

/// <summary>Takes privileged reads down through the appender, which alone writes the trail.</summary>
internal sealed class PrivilegedReads(Appender appender) : IPrivilegedReads
{
    public Task RecordAsync(
        Caller caller, Guid conversationId, string action, CancellationToken cancellationToken) =>
        appender.ApplyAsync(new RecordRead(caller, conversationId, action), cancellationToken);
}
