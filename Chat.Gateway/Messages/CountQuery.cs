using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Messages;

/// <summary>Which messages are counted, as it stands in the query string.</summary>
internal readonly record struct CountQuery(string? Role, string? WithAttachments, string? Thread)
{
    public CountMessagesRequest ToRequest(string conversationId)
    {
        var problems = new FieldProblems();
        var request = new CountMessagesRequest
        {
            ConversationId = conversationId,
            Role = Words.Parse<MessageRole>(problems.Word("role", Role, Words.All<MessageRole>())),
            WithAttachments = problems.Flag("withAttachments", WithAttachments) ?? false,
            ThreadId = problems.Id("thread", Thread) ?? "",
            IncludeThreads = true,
        };
        problems.ThrowIfAny();
        return request;
    }
}

/// <summary>How many live messages there are.</summary>
/// <param name="Count">The number.</param>
public sealed record CountView(long Count);
