using Aspire.Hosting;

namespace Chat.Tests.Hosting;

/// <summary>Which names resources may have.</summary>
public sealed class ResourceNameTests
{
    [Theory]
    [InlineData("1st")]
    [InlineData("a--b")]
    [InlineData("a-")]
    [InlineData("a_b")]
    public async Task InvalidName_IsRefused(string name)
    {
        await using var builder = ModelEnvironment.NewBuilder();

        Assert.Throws<ArgumentException>(() => builder.AddKafka(name));
    }

    [Fact]
    public async Task NameInAnotherCase_IsTaken()
    {
        await using var builder = ModelEnvironment.NewBuilder();
        builder.AddKafka("kafka");

        Assert.Throws<DistributedApplicationException>(() => builder.AddKafka("Kafka"));
    }

    [Fact]
    public async Task WaitingForItself_IsRefused()
    {
        await using var builder = ModelEnvironment.NewBuilder();
        var kafka = builder.AddKafka("kafka");

        Assert.Throws<DistributedApplicationException>(() => kafka.WaitFor(kafka));
    }
}
