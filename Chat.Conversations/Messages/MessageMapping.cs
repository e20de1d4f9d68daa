using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages;

/// <summary>A message as its readers see it.</summary>
internal static class MessageMapping
{
    /// <summary>
    /// The message without what only some may see (<c>thinking</c>, <c>tool_calls_json</c>); a deleted one as its
    /// tombstone.
    /// </summary>
    public static Wire.Message ToWire(this Message message)
    {
        var wire = Outline(message);
        if (message.DeletedAt is { } deleted)
        {
            wire.DeletedAt = Timestamp.FromDateTimeOffset(deleted);
            wire.DeletedBy = message.DeletedBy?.ToWire();
            return wire;
        }

        wire.Content = message.Content;
        wire.MetadataJson = message.Metadata ?? "";
        wire.Attachments.AddRange(message.Attachments);
        wire.Mentions.AddRange(message.Mentions.Select(p => p.ToWire()));
        wire.EditedAt = message.EditedAt is { } edited ? Timestamp.FromDateTimeOffset(edited) : null;
        wire.EditedBy = message.EditedBy?.ToWire();
        wire.UpdatedBy = message.UpdatedBy?.ToWire();
        wire.PinnedAt = message.PinnedAt is { } pinned ? Timestamp.FromDateTimeOffset(pinned) : null;
        wire.PinnedBy = message.PinnedBy?.ToWire();
        return wire;
    }

    /// <summary>A message that was just created, as its sender sees it; nobody can have received it yet.</summary>
    public static Wire.Message ToNewWire(this Message message)
    {
        var wire = message.ToWire();
        wire.Delivery = Wire.DeliveryState.Sent;
        wire.Thinking = message.Thinking ?? "";
        wire.ToolCallsJson = message.ToolCalls ?? "";
        return wire;
    }

    private static Wire.Message Outline(Message message) => new()
    {
        Id = message.Id.ToString("D"),
        ConversationId = message.ConversationId.ToString("D"),
        Seq = message.Seq,
        Role = message.Role,
        Type = message.Type,
        SenderId = message.Sender.Id,
        SenderType = message.Sender.Type,
        CreatedAt = Timestamp.FromDateTimeOffset(message.CreatedAt),
        ClientId = message.ClientId ?? "",
        JobId = message.JobId?.ToString("D") ?? "",
        Generation = message.Generation,
        Usage = message.Usage?.ToWire(),
        Model = message.Model ?? "",
        Version = message.Version,
        ParentId = message.ParentId?.ToString("D") ?? "",
        ThreadId = message.ThreadId?.ToString("D") ?? "",
        LogOffset = message.LogOffset,
    };
}
