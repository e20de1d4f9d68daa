using Aspire.Hosting;

namespace Chat.Tests.Hosting.StandIns;

/// <summary>What services are told of the stores they use.</summary>
public sealed class ConnectionStringTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redis_GivesAddressAndPassword()
    {
        var builder = ModelEnvironment.NewBuilder("--Parameters:redis-password=secret");
        var redis = builder.AddRedis("redis");
        redis.Resource.Allocate("tcp", 6001);

        var environment = await builder.AddConsumer().WithReference(redis).EnvironmentAsync(Cancel);

        Assert.Equal("localhost:6001,password=secret", environment["ConnectionStrings__redis"]);
        Assert.Equal("localhost", environment["REDIS_HOST"]);
        Assert.Equal("6001", environment["REDIS_PORT"]);
        Assert.Equal("secret", environment["REDIS_PASSWORD"]);
        Assert.Equal("redis://:secret@localhost:6001", environment["REDIS_URI"]);
    }

    [Fact]
    public async Task PostgresDatabase_GivesServerAndDatabase()
    {
        var builder = ModelEnvironment.NewBuilder("--Parameters:postgres-password=a+b");
        var postgres = builder.AddPostgres("postgres");
        postgres.Resource.Allocate("tcp", 6002);

        var environment = await builder.AddConsumer().WithReference(postgres.AddDatabase("chat-db", "chat")).EnvironmentAsync(Cancel);

        Assert.Equal(
            "Host=localhost;Port=6002;Username=postgres;Password=a+b;Database=chat", environment["ConnectionStrings__chat-db"]);
        Assert.Equal("chat", environment["CHAT_DB_DATABASENAME"]);
        Assert.Equal("postgresql://postgres:a%2Bb@localhost:6002/chat", environment["CHAT_DB_URI"]);
        Assert.Equal("jdbc:postgresql://localhost:6002/chat", environment["CHAT_DB_JDBCCONNECTIONSTRING"]);
    }

    [Fact]
    public async Task Kafka_GivesBootstrapServers()
    {
        var builder = ModelEnvironment.NewBuilder();
        var kafka = builder.AddKafka("kafka");
        kafka.Resource.Allocate("tcp", 6003);

        var environment = await builder.AddConsumer().WithReference(kafka).EnvironmentAsync(Cancel);

        Assert.Equal("localhost:6003", environment["ConnectionStrings__kafka"]);
        Assert.Equal("6003", environment["KAFKA_PORT"]);
    }

    [Fact]
    public async Task ConnectionName_ReplacesTheResourceName()
    {
        var builder = ModelEnvironment.NewBuilder();
        var kafka = builder.AddKafka("kafka");
        kafka.Resource.Allocate("tcp", 6003);

        var environment = await builder.AddConsumer().WithReference(kafka, "jobs").EnvironmentAsync(Cancel);

        Assert.Equal("localhost:6003", environment["ConnectionStrings__jobs"]);
        Assert.Equal("localhost", environment["JOBS_HOST"]);
        Assert.DoesNotContain("ConnectionStrings__kafka", environment.Keys);
    }

    [Fact]
    public async Task ConfiguredConnectionString_IsPassedOn()
    {
        var builder = ModelEnvironment.NewBuilder("--ConnectionStrings:model=Endpoint=http://localhost:1");

        var environment = await builder.AddConsumer().WithReference(builder.AddConnectionString("model")).EnvironmentAsync(Cancel);

        Assert.Equal("Endpoint=http://localhost:1", environment["ConnectionStrings__model"]);
    }
}
