using System.Diagnostics.Metrics;

namespace Chat.LlmWorker.Consuming;

/// <summary>Counts what happens to the records of the request topic.</summary>
internal sealed class ConsumerMetrics
{
    private readonly Counter<long> _consumed;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _dead;

    public ConsumerMetrics(IMeterFactory meters, IHostEnvironment environment)
    {
        var meter = meters.Create(environment.ApplicationName);
        _consumed = meter.CreateCounter<long>("chat.requests.consumed", "{record}", "Records taken from the topic.");
        _retried = meter.CreateCounter<long>("chat.requests.retried", "{record}", "Requests that could not be begun yet.");
        _dead = meter.CreateCounter<long>("chat.requests.dead", "{record}", "Records sent to the dead-letter topic.");
    }

    public void Consumed() => _consumed.Add(1);

    public void Retried() => _retried.Add(1);

    public void Dead() => _dead.Add(1);
}
