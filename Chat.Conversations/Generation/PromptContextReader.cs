using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Generation;

/// <summary>
/// Reads what the model gets to see: this conversation and no other, up to the prompt and nothing after it, the newest
/// messages that fit the budget; of a thread only the thread.
/// </summary>
internal sealed class PromptContextReader(
    ChatDbContext context, ConversationHeads heads, MessageHistory history, IOptions<GenerationOptions> options)
{
    /// <summary>A rough rule that holds for most languages and models.</summary>
    private const int CharactersPerToken = 4;

    private readonly GenerationOptions _options = options.Value;

    /// <summary>Null when the conversation or the prompt is gone: nothing else must be answered instead.</summary>
    public async Task<PromptContext?> ReadAsync(Job job, CancellationToken cancellationToken)
    {
        var conversation = await context.Conversations.AsNoTracking()
            .Where(c => c.Tenant == job.Tenant && c.Id == job.ConversationId && c.DeletedAt == null)
            .Select(c => new { c.ContextSummary })
            .SingleOrDefaultAsync(cancellationToken);
        if (conversation is null || await NewestAsync(job, cancellationToken) is not { } newest) return null;
        if (job.Kind == JobKind.Answer && !(newest is [var prompted, ..] && prompted.Id == job.PromptMessageId.ToString("D")))
            return null;
        var messages = Fitting(newest).Reverse().Select(ToWire);
        var prompt = new PromptContext
        {
            ConversationId = job.ConversationId.ToString("D"),
            Tenant = job.Tenant,
            AgentId = job.AgentId,
            SystemPrompt = _options.SystemPromptOf(job.AgentId),
            ContextSummary = conversation.ContextSummary ?? "",
            Messages = { messages },
            Kind = job.Kind,
        };
        // What is asked comes last, as every model expects it.
        if (job.Kind == JobKind.Summary)
            prompt.Messages.Add(new PromptMessage { Role = MessageRole.User, Content = _options.SummaryPrompt });
        return prompt;
    }

    private async Task<IReadOnlyList<Wire.Message>?> NewestAsync(Job job, CancellationToken cancellationToken)
    {
        if (await heads.OfAsync(job.Tenant, job.ConversationId, cancellationToken) is not { } head) return null;
        var page = await history.ReadAsync(
            new HistoryRequest(head, _options.ContextMessages)
            {
                Before = job.PromptSeq + 1,
                NewestFirst = true,
                Filter = new MessageFilter { ThreadId = job.ThreadId },
            },
            cancellationToken);
        return page.Items;
    }

    private static PromptMessage ToWire(Wire.Message message) =>
        new() { Role = message.Role, Content = message.Content };

    /// <summary>Newest first; the prompt itself always goes along.</summary>
    private IEnumerable<Wire.Message> Fitting(IEnumerable<Wire.Message> newestFirst)
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
