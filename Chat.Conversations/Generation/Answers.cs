using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Generation;

/// <summary>How a job's text becomes a message: in the prompt's place, as an answer to it.</summary>
internal static class Answers
{
    public static MessageDraft Draft(Job job, string content, TokenUsage? usage, string? model) =>
        new(MessageRole.Assistant, new Principal(PrincipalType.Agent, job.AgentId), content)
        {
            JobId = job.Id,
            Usage = usage,
            Model = model,
            ParentId = job.PromptMessageId,
            ThreadId = job.ThreadId,
        };
}
