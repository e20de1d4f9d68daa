using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages.Reading;

/// <summary>
/// Somebody whom a message waits for: one of the people of a conversation that are furthest behind in receiving or in
/// reading, or the agent that is asked for every message of it.
/// </summary>
internal sealed record FurthestBehind(string ConversationId, bool Reading, Principal Principal, ReceiptMark Mark)
{
    /// <summary>So many people, at most; one of them is not the sender.</summary>
    public const int People = 2;

    public static FurthestBehind Read(NpgsqlDataReader reader) => new(
        reader.GetIdText(0),
        reader.GetBoolean(1),
        new Principal(StoredNames.Principals.Parse(reader.GetString(2)), reader.GetString(3)),
        ParticipantRows.Mark(reader, 4, 5));

    /// <summary>
    /// Whether everybody but its sender has received or read a message. Marks never go back and who joins later starts at
    /// the newest message, so this does not go back either; where nobody else is left, nobody is behind. Null when it takes
    /// more to say so: those who are furthest behind have it by itself.
    /// </summary>
    public static bool? HasEverybody(Wire.Message message, IEnumerable<FurthestBehind> ofConversation, bool reading)
    {
        var sender = new Principal(message.SenderType, message.SenderId);
        var behind = ofConversation.Where(one => one.Reading == reading).ToList();
        if (behind.Exists(one => one.Principal != sender && !one.Mark.Has(message.Seq))) return false;
        var people = behind.FindAll(one => one.Principal.Type == PrincipalType.User);
        return people.Count < People || people.Exists(one => one.Mark.Upto >= message.Seq) ? true : null;
    }
}
