using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>One of the two participants of a conversation that are furthest behind in receiving or in reading.</summary>
internal sealed record FurthestBehind(string ConversationId, bool Reading, Principal Principal, long Seq)
{
    public static FurthestBehind Read(NpgsqlDataReader reader) => new(
        reader.GetIdText(0),
        reader.GetBoolean(1),
        new Principal(StoredNames.Principals.Parse(reader.GetString(2)), reader.GetString(3)),
        reader.GetInt64(4));

    /// <summary>
    /// How far a message has come with everybody but its sender. Watermarks never go back and who joins later starts at
    /// the newest message, so this does not go back either; where nobody else is left, nobody is behind.
    /// </summary>
    public static DeliveryState StateOf(Wire.Message message, IEnumerable<FurthestBehind> ofConversation)
    {
        var sender = new Principal(message.SenderType, message.SenderId);
        var others = ofConversation.Where(behind => behind.Principal != sender).ToList();
        if (others.Where(behind => behind.Reading).All(behind => behind.Seq >= message.Seq)) return DeliveryState.Read;
        return others.Where(behind => !behind.Reading).All(behind => behind.Seq >= message.Seq)
            ? DeliveryState.Delivered
            : DeliveryState.Sent;
    }
}
