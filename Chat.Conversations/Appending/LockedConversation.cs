using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Generation;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Google.Protobuf.WellKnownTypes;
using Conversation = Chat.Conversations.Conversations.Conversation;
using Message = Chat.Conversations.Messages.Message;
using Participant = Chat.Conversations.Participants.Participant;
using Job = Chat.Conversations.Generation.Job;

namespace Chat.Conversations.Appending;

/// <summary>A conversation under its lock: the one place that hands out offsets, seqs, ids and times.</summary>
internal sealed class LockedConversation(Conversation row, BatchState state)
{
    public Conversation Row => row;

    public void Join(Principal principal, string role)
    {
        var entry = new LogEntry
        {
            ParticipantJoined = new ParticipantJoined
            {
                ParticipantId = principal.Id,
                ParticipantType = principal.Type,
                Role = role,
            },
        };
        state.Join(new Participant
        {
            ConversationId = row.Id,
            Type = principal.Type,
            Id = principal.Id,
            Tenant = row.Tenant,
            Role = role,
            JoinedAt = Append(entry),
        });
    }

    public Message Send(MessageDraft draft)
    {
        var createdAt = NextTime();
        var message = new Message
        {
            Tenant = row.Tenant,
            ConversationId = row.Id,
            Id = Guid.CreateVersion7(createdAt),
            Seq = ++row.LastSeq,
            Role = draft.Role,
            Sender = draft.Sender,
            Content = draft.Content,
            CreatedAt = createdAt,
            ClientId = draft.ClientId,
            JobId = draft.JobId,
            Generation = draft.Generation,
            Usage = draft.Usage,
            Model = draft.Model,
            FinishReason = draft.FinishReason,
        };
        row.MessageCount++;
        row.LastMessageAt = createdAt;
        row.Preview = Preview.Of(draft.Content, Limits.PreviewCharacters);
        state.Writes.Messages.Add(message);
        Append(new LogEntry { MessageCreated = message.ToWire() }, message);
        return message;
    }

    /// <summary>Tells the readers how a job stands now.</summary>
    public void Tell(Job job)
    {
        state.Writes.ChangedJobs.Add(job);
        Append(new LogEntry
        {
            GenerationChanged = new GenerationChanged
            {
                JobId = job.Id.ToString("D"),
                State = job.State,
                Attempt = job.Attempt,
                Reason = job.FailureReason ?? "",
            },
        });
    }

    /// <summary>Books what a job's attempt used, once.</summary>
    public void Charge(Job job, TokenUsage usage)
    {
        row.PromptTokens += usage.PromptTokens;
        row.CompletionTokens += usage.CompletionTokens;
        row.TotalTokens += usage.TotalTokens;
        state.Writes.ChangedConversations.Add(row);
        state.Writes.Usage.Add(new UsageLedgerRow(job, usage, NextTime()));
    }

    private DateTimeOffset Append(LogEntry entry, Message? message = null)
    {
        var createdAt = message?.CreatedAt ?? NextTime();
        entry.ConversationId = row.Id.ToString("D");
        entry.Tenant = row.Tenant;
        entry.Offset = ++row.HeadOffset;
        entry.CreatedAt = Timestamp.FromDateTimeOffset(createdAt);
        row.UpdatedAt = createdAt;
        state.Writes.ChangedConversations.Add(row);
        state.Writes.Log.Add(new LogRow(row.Id, createdAt, entry, message));
        return createdAt;
    }

    /// <summary>Never before the entry ahead, whatever the clock did.</summary>
    private DateTimeOffset NextTime() => state.Now > row.UpdatedAt ? state.Now : row.UpdatedAt;
}
