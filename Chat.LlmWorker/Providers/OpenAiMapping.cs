using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Chat.LlmWorker.Providers;

/// <summary>Between the SDK's types and those of Microsoft.Extensions.AI.</summary>
internal static class OpenAiMapping
{
    public static OpenAI.Chat.ChatMessage ToMessage(ChatMessage message)
    {
        if (message.Role == ChatRole.System)
            return new SystemChatMessage(message.Text);
        return message.Role == ChatRole.Assistant
            ? new AssistantChatMessage(message.Text)
            : new UserChatMessage(message.Text);
    }

    public static ChatResponseUpdate ToUpdate(this StreamingChatCompletionUpdate update)
    {
        var contents = new List<AIContent>();
        foreach (var part in update.ContentUpdate)
            if (part.Kind == ChatMessageContentPartKind.Text && part.Text is { Length: > 0 } text)
                contents.Add(new TextContent(text));
        // A refusal is the model's answer, in its own words.
        if (update.RefusalUpdate is { Length: > 0 } refusal)
            contents.Add(new TextContent(refusal));
        if (update.Usage is { } usage)
            contents.Add(new UsageContent(ToDetails(usage)));
        return new ChatResponseUpdate(ChatRole.Assistant, contents)
        {
            FinishReason = update.FinishReason is { } reason ? ToReason(reason) : null,
            ModelId = update.Model,
        };
    }

    private static UsageDetails ToDetails(ChatTokenUsage usage) => new()
    {
        InputTokenCount = usage.InputTokenCount,
        OutputTokenCount = usage.OutputTokenCount,
        TotalTokenCount = usage.TotalTokenCount,
    };

    private static Microsoft.Extensions.AI.ChatFinishReason ToReason(OpenAI.Chat.ChatFinishReason reason) => reason switch
    {
        OpenAI.Chat.ChatFinishReason.Length => Microsoft.Extensions.AI.ChatFinishReason.Length,
        OpenAI.Chat.ChatFinishReason.ContentFilter => Microsoft.Extensions.AI.ChatFinishReason.ContentFilter,
        OpenAI.Chat.ChatFinishReason.ToolCalls => Microsoft.Extensions.AI.ChatFinishReason.ToolCalls,
        _ => Microsoft.Extensions.AI.ChatFinishReason.Stop,
    };
}
