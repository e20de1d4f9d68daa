namespace Chat.Tests.Faults;

/// <summary>Tests that take stores and services away, one after another on one system; each gives back what it took.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OutageCollection : ICollectionFixture<OutageApplication>
{
    public const string Name = "Outages";
}
