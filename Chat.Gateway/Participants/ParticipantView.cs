using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Participants;

/// <summary>Somebody who takes part.</summary>
/// <param name="Id">The user or agent.</param>
/// <param name="Type">user or agent.</param>
/// <param name="Role">owner, admin, member or viewer.</param>
/// <param name="JoinedAt">When they came.</param>
/// <param name="DeliveredSeq">The newest message that they received.</param>
/// <param name="ReadSeq">The newest message that they read, as far as they let others see.</param>
public sealed record ParticipantView(
    string Id, string Type, string Role, DateTime? JoinedAt, long DeliveredSeq, long ReadSeq);

/// <summary>Everybody who takes part.</summary>
/// <param name="Items">The participants.</param>
public sealed record ParticipantList(IReadOnlyList<ParticipantView> Items);

/// <summary>Turns participants into their views.</summary>
internal static class ParticipantMapping
{
    public static ParticipantView ToView(this Participant participant) => new(
        participant.Id, Words.Of(participant.Type), participant.Role, participant.JoinedAt?.ToDateTime(),
        participant.DeliveredSeq, participant.ReadSeq);
}
