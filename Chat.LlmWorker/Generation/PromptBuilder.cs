using Chat.Contracts.Conversations.V1;
using Microsoft.Extensions.AI;

namespace Chat.LlmWorker.Generation;

/// <summary>Turns a job's prompt context into the messages that the model gets.</summary>
internal static class PromptBuilder
{
    public static List<ChatMessage> Build(PromptContext context)
    {
        var messages = new List<ChatMessage>(context.Messages.Count + 1);
        // One system message: some local models take no second one.
        if (SystemText(context) is { Length: > 0 } system)
            messages.Add(new ChatMessage(ChatRole.System, system));
        foreach (var message in context.Messages)
            messages.Add(new ChatMessage(RoleOf(message.Role), message.Content));
        return messages;
    }

    private static string SystemText(PromptContext context)
    {
        if (context.ContextSummary.Length == 0)
            return context.SystemPrompt;
        var summary = $"Summary of the conversation before the messages below:\n{context.ContextSummary}";
        return context.SystemPrompt.Length == 0 ? summary : $"{context.SystemPrompt}\n\n{summary}";
    }

    // Tool messages answer a call that is not part of the context, which models refuse; their text is kept as the user's.
    private static ChatRole RoleOf(MessageRole role) => role switch
    {
        MessageRole.Assistant => ChatRole.Assistant,
        MessageRole.System => ChatRole.System,
        _ => ChatRole.User,
    };
}
