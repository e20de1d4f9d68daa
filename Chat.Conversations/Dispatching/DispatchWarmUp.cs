using Chat.Contracts.Kafka;
using Chat.ServiceDefaults.WarmUp;
using Confluent.Kafka;

namespace Chat.Conversations.Dispatching;

/// <summary>
/// Connects to Kafka, where the topic is made so that workers find it when they start, and looks at the lines of nobody.
/// </summary>
internal sealed class DispatchWarmUp(IProducer<string, byte[]> producer, JobLines lines) : IWarmUp
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        await lines.AdmitAsync([], cancellationToken);
        // The client library waits by holding its thread.
        await Task.Run(FindTopic, cancellationToken);
    }

    private void FindTopic()
    {
        using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
        var topic = admin.GetMetadata(Topics.ChatRequest, s_patience).Topics[0];
        if (topic.Error.IsError) throw new KafkaException(topic.Error);
    }
}
