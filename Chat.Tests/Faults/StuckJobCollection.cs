namespace Chat.Tests.Faults;

/// <summary>Tests that break what runs jobs, one after another on one system; each repairs what it broke.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StuckJobCollection : ICollectionFixture<OutageApplication>
{
    public const string Name = "Stuck jobs";
}
