using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Generation;
using Chat.Gateway.Input;
using Chat.Gateway.Participants;

namespace Chat.Gateway.Messages;

/// <summary>Turns messages into their views.</summary>
internal static class MessageMapping
{
    public static MessageView ToView(this Message message) => new()
    {
        Id = message.Id,
        ConversationId = message.ConversationId,
        Seq = message.Seq,
        Role = Words.Of(message.Role),
        Type = Words.Of(message.Type),
        SenderId = message.SenderId,
        SenderType = Words.Of(message.SenderType),
        Content = message.DeletedAt is null ? message.Content : null,
        Attachments = message.Attachments,
        Metadata = message.MetadataJson.ToJson(),
        Mentions = [.. message.Mentions.Select(one => one.ToView())],
        CreatedAt = message.CreatedAt.ToDateTime(),
        // What was written before versions were counted is in its first one.
        Version = Math.Max(message.Version, 1),
        EditedAt = message.EditedAt?.ToDateTime(),
        UpdatedBy = message.UpdatedBy?.ToView(),
        DeletedAt = message.DeletedAt?.ToDateTime(),
        DeletedBy = message.DeletedBy?.ToView(),
        ParentId = message.ParentId.NullIfEmpty(),
        ThreadId = message.ThreadId.NullIfEmpty(),
        PinnedAt = message.PinnedAt?.ToDateTime(),
        PinnedBy = message.PinnedBy?.ToView(),
        Reactions = [.. message.Reactions.Select(one => new ReactionView(one.Emoji, one.Count, one.Mine))],
        Delivery = Words.OrNull(message.Delivery),
        ClientId = message.ClientId.NullIfEmpty(),
        JobId = message.JobId.NullIfEmpty(),
        Generation = Words.OrNull(message.Generation),
        Model = message.Model.NullIfEmpty(),
        Usage = message.Usage?.ToView(),
        Thinking = message.Thinking.NullIfEmpty(),
        ToolCalls = message.ToolCallsJson.ToJson(),
    };

    public static SentView ToView(this SendMessageResponse response) => new(
        response.Message.ToView(), response.JobId.NullIfEmpty(),
        response.JobId.Length == 0 ? null : Paths.OfStream(response.JobId));

    /// <summary>The cursor is the seq at the page's end, in the direction of paging.</summary>
    public static MessagePage ToPage(this ListMessagesResponse response, bool backward)
    {
        var messages = response.Messages;
        long? next = !response.HasMore || messages.Count == 0 ? null
            : backward ? messages[0].Seq
            : messages[^1].Seq;
        return new MessagePage([.. messages.Select(ToView)], next);
    }
}
