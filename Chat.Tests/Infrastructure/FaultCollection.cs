namespace Chat.Tests.Infrastructure;

/// <summary>Tests that break things: each class has its own system, and nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultCollection
{
    public const string Name = "Faults";
}
