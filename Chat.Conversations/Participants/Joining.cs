using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Audit;

namespace Chat.Conversations.Participants;

/// <summary>Lets participants come and go under the conversation's lock.</summary>
internal static class Joining
{
    /// <summary>
    /// What was written before they came is theirs to read, and does not wait for their receipts. Those of who was here
    /// before stay.
    /// </summary>
    public static void Join(
        this LockedConversation conversation, BatchState state, Principal actor, (Principal Principal, string Role) comer)
    {
        var row = conversation.Row;
        var participant = state.ParticipantOf(comer.Principal, row.Id) ?? New(comer, conversation);
        if (!participant.TakesPart) Remember(participant);
        participant.JoinedAt = conversation.Append(actor, new LogEntry
        {
            ParticipantJoined = new ParticipantJoined
            {
                ParticipantId = comer.Principal.Id,
                ParticipantType = comer.Principal.Type,
                Role = comer.Role,
            },
        });
        participant.LeftAt = null;
        participant.CreatedBy = actor;
        participant.UpdatedBy = actor;
        participant.Role = comer.Role;
        participant.JoinedSeq = row.LastSeq;
        participant.Delivered = participant.Read = participant.OwnRead = new ReceiptMark(row.LastSeq, SeqSet.Empty);
        row.ParticipantCount++;
        row.UpdatedBy = actor;
        state.Keep(participant);
        conversation.Audit(actor, new AuditDetail(AuditActions.ParticipantJoined, comer.Principal.ToText())
        {
            After = AuditDetail.Json(new { role = comer.Role }),
        });
    }

    public static void Leave(
        this LockedConversation conversation, BatchState state, Principal actor, Participant leaver)
    {
        var removed = actor != leaver.Principal;
        leaver.LeftAt = conversation.Append(actor, new LogEntry
        {
            ParticipantLeft = new ParticipantLeft
            {
                ParticipantId = leaver.Id,
                ParticipantType = leaver.Type,
                Removed = removed,
            },
        });
        leaver.UpdatedBy = actor;
        conversation.Row.ParticipantCount--;
        conversation.Row.UpdatedBy = actor;
        state.Keep(leaver);
        conversation.Audit(actor, new AuditDetail(
            removed ? AuditActions.ParticipantRemoved : AuditActions.ParticipantLeft, leaver.Principal.ToText())
        {
            Before = AuditDetail.Json(new { role = leaver.Role }),
        });
    }

    public static void ChangeRole(
        this LockedConversation conversation, BatchState state, Principal actor, (Participant Who, string Role) change)
    {
        var before = change.Who.Role;
        change.Who.Role = change.Role;
        change.Who.UpdatedBy = actor;
        conversation.Row.UpdatedBy = actor;
        state.Keep(change.Who);
        conversation.Append(actor, new LogEntry
        {
            RoleChanged = new RoleChanged
            {
                ParticipantId = change.Who.Id,
                ParticipantType = change.Who.Type,
                Role = change.Role,
            },
        });
        conversation.Audit(actor, new AuditDetail(AuditActions.RoleChanged, change.Who.Principal.ToText())
        {
            Before = AuditDetail.Json(new { role = before }),
            After = AuditDetail.Json(new { role = change.Role }),
        });
    }

    private static void Remember(Participant participant) => participant.EarlierStays =
        [.. participant.EarlierStays.Concat(Stay.Of(participant)).TakeLast(Stay.Most)];

    private static Participant New((Principal Principal, string Role) comer, LockedConversation conversation) => new()
    {
        ConversationId = conversation.Row.Id,
        Type = comer.Principal.Type,
        Id = comer.Principal.Id,
        Tenant = conversation.Row.Tenant,
        Role = comer.Role,
        JoinedAt = conversation.NextTime(),
    };
}
