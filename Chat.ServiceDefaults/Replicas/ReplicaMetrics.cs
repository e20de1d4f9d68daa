using System.Diagnostics.Metrics;

namespace Chat.ServiceDefaults.Replicas;

/// <summary>How often replicas were lost, and calls sent elsewhere.</summary>
internal sealed class ReplicaMetrics
{
    private readonly Counter<long> _lost;
    private readonly Counter<long> _moved;

    public ReplicaMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Chat.ServiceDefaults");
        _lost = meter.CreateCounter<long>(
            "chat.replicas.lost", "{connection}", "Connections to replicas that broke or gave no sign of life");
        _moved = meter.CreateCounter<long>("chat.replicas.moved", "{call}", "Attempts at a call that went to another connection");
    }

    public void Lost() => _lost.Add(1);

    public void Moved() => _moved.Add(1);
}
