namespace Chat.Tests.RateLimiting;

/// <summary>Tests that come to the limits of one system with low ones, one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LimitedCollection : ICollectionFixture<LimitedApplication>
{
    public const string Name = "Limits";
}
