using Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Participants;

/// <summary>A user or an agent by its id.</summary>
internal readonly record struct Principal(PrincipalType Type, string Id);
