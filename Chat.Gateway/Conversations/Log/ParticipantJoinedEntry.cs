using Chat.Gateway.Participants;

namespace Chat.Gateway.Conversations.Log;

/// <summary>Somebody takes part now.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Role">owner, admin, member or viewer.</param>
public sealed record ParticipantJoinedEntry(PrincipalView Participant, string Role) : LogEntryView;

/// <summary>Somebody takes part no more.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Removed">Whether somebody else removed them.</param>
public sealed record ParticipantLeftEntry(PrincipalView Participant, bool Removed) : LogEntryView;

/// <summary>Somebody has another role.</summary>
/// <param name="Participant">Who.</param>
/// <param name="Role">owner, admin, member or viewer.</param>
public sealed record RoleChangedEntry(PrincipalView Participant, string Role) : LogEntryView;
