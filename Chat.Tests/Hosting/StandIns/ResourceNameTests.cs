using Aspire.Hosting;

namespace Chat.Tests.Hosting.StandIns;

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
        var builder = ModelEnvironment.NewBuilder();

        Assert.Throws<ArgumentException>(() => builder.AddKafka(name));
    }

    [Fact]
    public async Task NameInAnotherCase_IsTaken()
    {
        var builder = ModelEnvironment.NewBuilder();
        builder.AddKafka("kafka");

        Assert.Throws<DistributedApplicationException>(() => builder.AddKafka("Kafka"));
    }

    [Fact]
    public async Task WaitingForItself_IsRefused()
    {
        var builder = ModelEnvironment.NewBuilder();
        var kafka = builder.AddKafka("kafka");

        Assert.Throws<DistributedApplicationException>(() => kafka.WaitFor(kafka));
    }
}
