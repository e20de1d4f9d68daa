using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Messages;
using Chat.Conversations.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Generation;

/// <summary>
/// Reads what the model gets to see: this conversation and no other, up to the prompt and nothing after it, the newest
/// messages that fit the budget.
/// </summary>
internal sealed class PromptContextReader(
    ChatDbContext context, ConversationHeads heads, MessageHistory history, IOptions<GenerationOptions> options)
{
    /// <summary>A rough rule that holds for most languages and models.</summary>
    private const int CharactersPerToken = 4;

    private readonly GenerationOptions _options = options.Value;

    public async Task<PromptContext> ReadAsync(Job job, CancellationToken cancellationToken)
    {
        var conversation = await context.Conversations.AsNoTracking()
            .Where(c => c.Tenant == job.Tenant && c.Id == job.ConversationId)
            .Select(c => new { c.ContextSummary })
            .SingleAsync(cancellationToken);

        var head = await heads.OfAsync(job.Tenant, job.ConversationId, cancellationToken);
        var newest = await history.BeforeAsync(head, job.PromptSeq + 1, _options.ContextMessages, cancellationToken);
        return new PromptContext
        {
            ConversationId = job.ConversationId.ToString("D"),
            Tenant = job.Tenant,
            AgentId = job.AgentId,
            SystemPrompt = _options.SystemPromptOf(job.AgentId),
            ContextSummary = conversation.ContextSummary ?? "",
            Messages = { Fitting(newest).Reverse().Select(ToWire) },
        };
    }

    private static PromptMessage ToWire(Contracts.Conversations.V1.Message message) =>
        new() { Role = message.Role, Content = message.Content };

    /// <summary>Newest first; the prompt itself always goes along.</summary>
    private IEnumerable<Contracts.Conversations.V1.Message> Fitting(IEnumerable<Contracts.Conversations.V1.Message> newestFirst)
    {
        var left = _options.ContextTokens;
        var first = true;
        foreach (var message in newestFirst.Where(m => m.Content.Length > 0))
        {
            left -= (message.Content.Length + CharactersPerToken - 1) / CharactersPerToken;
            if (left < 0 && !first) yield break;
            first = false;
            yield return message;
        }
    }
}
