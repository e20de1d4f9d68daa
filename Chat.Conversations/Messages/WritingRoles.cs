using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;
using Participant = Chat.Conversations.Participants.Participant;

namespace Chat.Conversations.Messages;

/// <summary>In which role and type somebody may write: users as users, agents as assistants and tools.</summary>
internal static class WritingRoles
{
    public static MessageRole DefaultOf(Principal sender) =>
        sender.Type == PrincipalType.Agent ? MessageRole.Assistant : MessageRole.User;

    public static void Require(MessageDraft draft, LockedConversation conversation, Participant participant)
    {
        if (draft.Role == MessageRole.System || draft.Type == MessageType.System)
            conversation.Require(Permission.WriteAsSystem, participant);
        var agentOnly = draft.Role is MessageRole.Assistant or MessageRole.Tool || draft.Type == MessageType.Tool
            || draft.Thinking is not null || draft.ToolCalls is not null;
        var isAgent = participant.Type == PrincipalType.Agent;
        if ((agentOnly && !isAgent) || (draft.Role == MessageRole.User && isAgent))
            throw new ChatException(ChatError.PermissionDenied(PermissionTable.Describe(Permission.WriteAsSystem)));
    }
}
