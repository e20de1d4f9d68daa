using Chat.Conversations.Messages.Reading;

namespace Chat.Conversations.Conversations;

/// <summary>How far a conversation goes, the time it spans, and what the caller is in it.</summary>
internal sealed record ConversationHead(string Tenant, Guid Id)
{
    public required long HeadOffset { get; init; }

    /// <summary>The newest log entry that changed what a page of history shows.</summary>
    public required long ContentOffset { get; init; }

    /// <summary>Messages up to it were cleared.</summary>
    public required long ClearedSeq { get; init; }

    public required long LastSeq { get; init; }

    /// <summary>Live messages, threads included.</summary>
    public required long MessageCount { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required Months Months { get; init; }

    /// <summary>The caller's; null for who does not take part.</summary>
    public string? Role { get; init; }

    public long OwnReadSeq { get; init; }

    /// <summary>Whether the caller reads as an administrator of the tenant, without taking part.</summary>
    public bool Privileged => Role is null;

    /// <summary>The place in the log after an offset, from which so many entries are read.</summary>
    public ReadPosition LogAt(long after, int count)
    {
        var (from, to) = Months.TimeOfEntries(after, count) ?? (CreatedAt, UpdatedAt);
        return new ReadPosition(Tenant, Id, after, from, to);
    }
}
