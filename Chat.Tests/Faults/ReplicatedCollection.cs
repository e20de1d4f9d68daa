namespace Chat.Tests.Faults;

/// <summary>Tests that break one of two replicas of the system of record, one after another; each repairs what it broke.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ReplicatedCollection : ICollectionFixture<ReplicatedApplication>
{
    public const string Name = "Replicas";
}
