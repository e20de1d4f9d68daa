using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Dialects.D002;

/// <summary>Turns ours into the second design's.</summary>
internal static class D002Mapping
{
    private const string Closed = "closed";
    private const string Completed = "completed";

    public static D002Conversation ToD002(this Conversation conversation) => new()
    {
        UnderscoreId = conversation.Id,
        Id = conversation.Id,
        Title = conversation.Title.NullIfEmpty(),
        Channel = conversation.Channel,
        Status = conversation.Status == Closed ? Completed : conversation.Status,
        Participants = [.. conversation.Participants.Select(one => one.Id)],
        AgentId = conversation.AgentId.NullIfEmpty(),
        Tags = conversation.Tags,
        Metadata = conversation.MetadataJson.ToJson(),
        LastMessage = conversation.LastMessage is { } last ? [last.ToD002()] : [],
        MessageCount = conversation.MessageCount,
        UnreadCount = conversation.UnreadCount,
        CreatedAt = conversation.CreatedAt.ToDateTime(),
        UpdatedAt = conversation.UpdatedAt?.ToDateTime(),
    };

    public static D002Message ToD002(this Message message) => new()
    {
        UnderscoreId = message.Id,
        Id = message.Id,
        ConversationId = message.ConversationId,
        SenderId = message.SenderId,
        SenderType = Words.Of(message.SenderType),
        Content = message.Content,
        MessageType = TypeOf(message.Type),
        Attachments = message.Attachments,
        Metadata = message.MetadataJson.ToJson(),
        ThreadId = message.ThreadId.NullIfEmpty(),
        CreatedAt = message.CreatedAt.ToDateTime(),
        UpdatedAt = (message.EditedAt ?? message.CreatedAt).ToDateTime(),
    };

    /// <summary>What was asked for tells the message that it was made of.</summary>
    public static D002Thread ToD002(this Contracts.Conversations.V1.Thread thread, CreateThreadRequest asked) => new(
        thread.Id, thread.Id, thread.ConversationId, thread.Title.NullIfEmpty())
    {
        ParentMessageId = asked.RootMessageId.Length > 0 ? thread.Id : thread.ParentId.NullIfEmpty(),
        Content = asked.Content.NullIfEmpty(),
        MessageCount = thread.MessageCount,
        CreatedAt = thread.CreatedAt.ToDateTime(),
    };

    /// <summary>What it does not know it gets as the nearest that it knows.</summary>
    private static string TypeOf(MessageType type) => type switch
    {
        MessageType.Image or MessageType.Voice or MessageType.File => "file",
        MessageType.System => "system",
        _ => "text",
    };
}
