using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Receipts;

/// <summary>Of a message, what its receipts are computed from.</summary>
internal sealed record ReceivedMessage(Guid Id, long Seq, DateTimeOffset CreatedAt, long LogOffset, Principal Sender)
{
    public static ReceivedMessage Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetInt64(1),
        reader.GetFieldValue<DateTimeOffset>(2),
        reader.GetInt64(3),
        new Principal(StoredNames.Principals.Parse(reader.GetString(4)), reader.GetString(5)));
}

/// <summary>
/// A participant with the times that they took part, and how far they came in each; what they had beyond that looks the same.
/// </summary>
internal sealed record ReceivingParticipant(Principal Principal, IReadOnlyList<Stay> Stays)
{
    public static ReceivingParticipant Read(NpgsqlDataReader reader) => new(
        new Principal(StoredNames.Principals.Parse(reader.GetString(0)), reader.GetString(1)),
        [
            .. Stay.OfNumbers(reader.GetFieldValue<long[]>(5)),
            new Stay(reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)),
            .. Stay.OfReceived(SeqSet.Parse(reader.GetString(6))),
            .. Stay.OfRead(SeqSet.Parse(reader.GetString(7))),
        ]);

    public Receipt NewReceipt() => new() { Participant = new PrincipalRef { Id = Principal.Id, Type = Principal.Type } };
}
