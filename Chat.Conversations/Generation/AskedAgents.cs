using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Conversation = Chat.Conversations.Conversations.Conversation;

namespace Chat.Conversations.Generation;

/// <summary>Says which agent a message asks: only one that takes part in the conversation may read and write there.</summary>
internal static class AskedAgents
{
    /// <summary>In a conversation with an agent it answers its users; elsewhere the one that is mentioned does; null for none.</summary>
    public static string? OfMessage(Conversation row, IReadOnlyList<Principal> mentions, BatchState state)
    {
        if (row.Kind != ConversationKinds.Agent) return Mentioned(mentions);
        // An agent that made its conversation itself listens there and answers by itself.
        return row.CreatedBy.Type == PrincipalType.User && TakesPart(row, row.AgentId, state) ? row.AgentId : null;
    }

    /// <summary>A prompt always asks somebody: who is named for it, or else who is mentioned, the conversation's or the default.</summary>
    public static string OfPrompt(
        Conversation row, IReadOnlyList<Principal> mentions, (string? Named, string Default) asked, BatchState state)
    {
        string?[] candidates = row.Kind == ConversationKinds.Agent ? [row.AgentId]
            : asked.Named is not null ? [asked.Named]
            : [Mentioned(mentions), row.AgentId, asked.Default];
        return Array.Find(candidates, agent => TakesPart(row, agent, state)) ?? throw new ChatException(ChatError.Validation(
            "agentId", "not_found", "agentId must name an agent that takes part in this conversation."));
    }

    private static string? Mentioned(IReadOnlyList<Principal> mentions) =>
        mentions.Where(mention => mention.Type == PrincipalType.Agent).Select(mention => mention.Id).FirstOrDefault();

    private static bool TakesPart(Conversation row, string? agentId, BatchState state) =>
        agentId is not null && state.ParticipantOf(new Principal(PrincipalType.Agent, agentId), row.Id) is { TakesPart: true };
}
