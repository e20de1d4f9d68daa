using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Participants;

/// <summary>Somebody who takes part.</summary>
/// <param name="Id">The user or agent.</param>
/// <param name="Type">user or agent.</param>
/// <param name="Role">owner, admin, member or viewer.</param>
/// <param name="JoinedAt">When they came.</param>
/// <param name="DeliveredSeq">They received everything up to it.</param>
/// <param name="ReadSeq">They read everything up to it, as far as they let others see.</param>
public sealed record ParticipantView(
    string Id, string Type, string Role, DateTime? JoinedAt, long DeliveredSeq, long ReadSeq)
{
    /// <summary>Who let them in.</summary>
    public PrincipalView? CreatedBy { get; init; }

    /// <summary>Who let them in or changed their role last.</summary>
    public PrincipalView? UpdatedBy { get; init; }
}

/// <summary>Everybody who takes part.</summary>
/// <param name="Items">The participants.</param>
public sealed record ParticipantList(IReadOnlyList<ParticipantView> Items);

/// <summary>Turns participants into their views.</summary>
internal static class ParticipantMapping
{
    public static ParticipantView ToView(this Participant participant) => new(
        participant.Id, Words.Of(participant.Type), participant.Role, participant.JoinedAt?.ToDateTime(),
        participant.DeliveredSeq, participant.ReadSeq)
    {
        CreatedBy = participant.CreatedBy?.ToView(),
        UpdatedBy = participant.UpdatedBy?.ToView(),
    };
}
