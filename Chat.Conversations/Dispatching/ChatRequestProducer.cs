using System.Diagnostics;
using System.Text;
using Chat.Contracts;
using Chat.Contracts.Kafka;
using Confluent.Kafka;

namespace Chat.Conversations.Dispatching;

/// <summary>Writes jobs to <c>chat.request</c>, keyed by conversation, and waits until Kafka has confirmed.</summary>
internal sealed class ChatRequestProducer(IProducer<string, byte[]> producer, ILogger<ChatRequestProducer> logger)
{
    private static readonly ActivitySource Source = new("Chat.Conversations.Dispatching");

    public async Task<bool> TrySendAsync(JobTicket ticket, CancellationToken cancellationToken)
    {
        // The request that asked for the answer ended long ago; what we and the client do for it belongs to its trace.
        using var activity = Source.StartActivity("chat.request dispatch", ActivityKind.Internal, ticket.TraceParent);
        try
        {
            await producer.ProduceAsync(Topics.ChatRequest, RecordFor(ticket), cancellationToken);
            return true;
        }
        catch (KafkaException failure)
        {
            logger.RecordRefused(ticket.Request.JobId, failure.Error.Reason);
            return false;
        }
    }

    private static Message<string, byte[]> RecordFor(JobTicket ticket)
    {
        var record = new Message<string, byte[]>
        {
            Key = ticket.Request.ConversationId.ToString("D"),
            Value = ticket.Request.ToUtf8Json(),
            Headers = [],
        };
        if (ticket.TraceParent is { } trace)
            record.Headers.Add(HeaderNames.TraceParent, Encoding.ASCII.GetBytes(trace));
        return record;
    }
}
