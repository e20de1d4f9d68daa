using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;
using Grpc.Net.Client;

namespace Chat.Tests.Conversations;

/// <summary>Reads a whole log in small pages, as a reader that comes late does.</summary>
internal static class ConversationLog
{
    public static async Task<IReadOnlyList<LogEntry>> ReadAsync(
        GrpcChannel channel, string token, Guid conversation, CancellationToken cancellationToken)
    {
        var messages = new MessageService.MessageServiceClient(channel);
        var entries = new List<LogEntry>();
        while (true)
        {
            var after = entries.Count == 0 ? 0 : entries[^1].Offset;
            var request = new ReadLogRequest { ConversationId = conversation.ToString(), After = after, Limit = 17 };
            var page = await messages.ReadLogAsync(request, GrpcCalls.As(token, cancellationToken));
            Assert.InRange(page.Entries.Count, 0, 17);
            if (page.Entries.Count == 0)
            {
                Assert.Equal(after, page.HeadOffset);
                return entries;
            }

            entries.AddRange(page.Entries);
        }
    }

    /// <summary>Offsets and sequence numbers count from 1 without gap or repeat, and time never runs backwards.</summary>
    public static void AssertGapless(IReadOnlyList<LogEntry> entries)
    {
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => (long)n), entries.Select(entry => entry.Offset));
        var messages = Messages(entries);
        Assert.Equal(Enumerable.Range(1, messages.Count).Select(n => (long)n), messages.Select(message => message.Seq));
        Assert.Equal(messages.Count, messages.Select(message => message.Id).Distinct().Count());
        var times = entries.Select(entry => entry.CreatedAt.ToDateTimeOffset()).ToList();
        Assert.Equal(times.Order(), times);
    }

    public static IReadOnlyList<Message> Messages(IEnumerable<LogEntry> entries) =>
        [.. entries.Where(entry => entry.EventCase == LogEntry.EventOneofCase.MessageCreated).Select(entry => entry.MessageCreated)];
}
