using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Storage;

namespace Chat.Conversations.Messages.Reading;

/// <summary>Which messages of a conversation are meant; without anything set, those of the main conversation.</summary>
internal sealed record MessageFilter
{
    public static readonly MessageFilter Main = new();

    public static readonly MessageFilter All = new() { IncludeThreads = true };

    public MessageRole Role { get; init; }

    public bool WithAttachments { get; init; }

    /// <summary>Only this thread, with its root.</summary>
    public Guid? ThreadId { get; init; }

    /// <summary>The main conversation together with its threads.</summary>
    public bool IncludeThreads { get; init; }

    /// <summary>Only answers to this message.</summary>
    public Guid? ParentId { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Only messages created before it.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>The earliest time that matters; a thread has nothing before its root, nor a message answers.</summary>
    public DateTimeOffset Earliest => new[]
    {
        From ?? DateTimeOffset.MinValue,
        ThreadId is { } thread ? MessageTime.OfId(thread) : DateTimeOffset.MinValue,
        ParentId is { } parent ? MessageTime.OfId(parent) : DateTimeOffset.MinValue,
    }.Max();

    public DateTimeOffset Latest => Before ?? DateTimeOffset.MaxValue;

    /// <summary>
    /// The conditions on messages <c>m</c>, except for time. Served by the indexes messages_thread, messages_parent and
    /// messages_attached; a role is looked for along the index by seq.
    /// </summary>
    public void AddTo(SqlConditions where)
    {
        if (ThreadId is { } thread)
        {
            var id = where.Value(thread);
            where.Add($"(m.thread_id = {id} OR m.id = {id})");
        }
        else if (ParentId is { } parent)
        {
            where.Add($"m.parent_id = {where.Value(parent)}");
        }
        else if (!IncludeThreads)
        {
            where.Add("m.thread_id IS NULL");
        }

        if (Role != MessageRole.Unspecified) where.Add($"m.role = {where.Value(StoredNames.MessageRoles.Of(Role))}");
        if (WithAttachments) where.Add("m.attachments <> '{}'");
    }
}
