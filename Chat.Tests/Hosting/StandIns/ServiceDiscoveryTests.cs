using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Chat.Tests.Hosting.StandIns;

/// <summary>How services learn each other's addresses.</summary>
public sealed class ServiceDiscoveryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EndpointsOfTheKestrelSection_AreAnnouncedByName()
    {
        var builder = ModelEnvironment.NewBuilder();
        var conversations = builder.AddProject<Projects.Chat_Conversations>("chat-log");
        conversations.Resource.Allocate("http", 6101);
        conversations.Resource.Allocate("grpc", 6102);

        var environment = await builder.AddConsumer().WithReference(conversations).EnvironmentAsync(Cancel);

        Assert.Equal("http://localhost:6101", environment["services__chat-log__http__0"]);
        Assert.Equal("http://localhost:6102", environment["services__chat-log__grpc__0"]);
        Assert.Equal("http://localhost:6101", environment["CHAT_LOG_HTTP"]);
        Assert.Equal("http://localhost:6102", environment["CHAT_LOG_GRPC"]);
    }

    [Fact]
    public async Task GrpcEndpoint_SpeaksHttp2()
    {
        var builder = ModelEnvironment.NewBuilder();

        var conversations = builder.AddProject<Projects.Chat_Conversations>("conversations").Resource;

        var transports = conversations.Annotations.OfType<EndpointAnnotation>().ToDictionary(e => e.Name, e => e.Transport);
        Assert.Equal("http2", transports["grpc"]);
        Assert.Equal("http", transports["http"]);
    }

    [Fact]
    public async Task OneEndpoint_CanBeReferredToAlone()
    {
        var builder = ModelEnvironment.NewBuilder();
        var conversations = builder.AddProject<Projects.Chat_Conversations>("conversations");
        conversations.Resource.Allocate("grpc", 6102);

        var environment = await builder.AddConsumer().WithReference(conversations.GetEndpoint("grpc")).EnvironmentAsync(Cancel);

        Assert.Equal("http://localhost:6102", environment["services__conversations__grpc__0"]);
        Assert.DoesNotContain("services__conversations__http__0", environment.Keys);
    }

    [Fact]
    public async Task InterpolatedValue_IsFilledWhenPortsAreKnown()
    {
        var builder = ModelEnvironment.NewBuilder();
        var conversations = builder.AddProject<Projects.Chat_Conversations>("conversations");
        var key = builder.AddParameter("key", "k{1}");
        var endpoint = conversations.GetEndpoint("http");
        var consumer = builder.AddConsumer().WithEnvironment("TARGET", $"{endpoint.Property(EndpointProperty.HostAndPort)}/x?k={key}");

        conversations.Resource.Allocate("http", 6101);

        Assert.Equal("localhost:6101/x?k=k{1}", (await consumer.EnvironmentAsync(Cancel))["TARGET"]);
    }

    [Fact]
    public void ProjectClass_KnowsItsProject() =>
        Assert.EndsWith("Chat.PresenceService.csproj", new Projects.Chat_PresenceService().ProjectPath, StringComparison.Ordinal);
}
