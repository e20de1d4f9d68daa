using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Generation;

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
        Content = message.Content,
        CreatedAt = message.CreatedAt.ToDateTime(),
        ClientId = message.ClientId.NullIfEmpty(),
        JobId = message.JobId.NullIfEmpty(),
        Generation = message.Generation == GenerationState.None ? null : message.Generation.ToWord(),
        Usage = message.Usage?.ToView(),
    };

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
