using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Npgsql;
using StackExchange.Redis;

namespace Chat.Tests.Infrastructure;

/// <summary>
/// The whole system, started by its own AppHost with empty stores and keys of its own. It starts when the first test asks,
/// so that a run of the rules alone starts nothing.
/// </summary>
public abstract class ChatApplication : IAsyncDisposable
{
    private static readonly string[] s_services = ["gateway", "conversations", "llm-worker", "presence"];

    private readonly Lazy<Task> _start;
    private DistributedApplication? _app;

    protected ChatApplication() => _start = new Lazy<Task>(StartNowAsync);

    public DistributedApplication App => _app ?? throw new InvalidOperationException("Await StartAsync first.");

    public TokenFactory Tokens { get; } = TokenFactory.WithRandomKeys();

    /// <summary>What the services wrote; unexpected errors in it fail the test that sees them first.</summary>
    public ResourceLogs Logs { get; } = new();

    public Faults Faults => new(App, Logs);

    /// <summary>Settings of the AppHost, as on its command line.</summary>
    protected virtual IReadOnlyList<string> Arguments => [];

    /// <summary>Environment of every service.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    public Task StartAsync() => _start.Value;

    /// <summary>A client of the gateway for a new user, or for the given one.</summary>
    public ChatClient NewUser(string? id = null, string tenant = "default") =>
        ChatClient.For(Gateway, Tokens.User(id ?? $"user-{Guid.NewGuid():N}", tenant));

    /// <summary>A client of the gateway for a new agent, or for the given one.</summary>
    public ChatClient NewAgent(string? id = null, string tenant = "default") =>
        As(new Claims(id ?? $"agent-{Guid.NewGuid():N}") { Tenant = tenant, Type = "agent" });

    /// <summary>A client of the gateway whose token says this.</summary>
    public ChatClient As(Claims claims) => ChatClient.For(Gateway, Tokens.Mint(claims));

    public Uri Gateway => App.GetEndpoint("gateway", "http");

    /// <summary>A gRPC channel to a service; dispose it.</summary>
    public GrpcChannel Grpc(string resource) => GrpcChannel.ForAddress(App.GetEndpoint(resource, "grpc"));

    public async Task<NpgsqlConnection> OpenDatabaseAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(await App.GetConnectionStringAsync("chatdb", cancellationToken));
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public async Task<ConnectionMultiplexer> OpenRedisAsync(CancellationToken cancellationToken)
    {
        var options = ConfigurationOptions.Parse((await App.GetConnectionStringAsync("redis", cancellationToken))!);
        options.AbortOnConnectFail = false;
        options.AllowAdmin = true;
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    public async Task<string> KafkaAddressAsync(CancellationToken cancellationToken) =>
        (await App.GetConnectionStringAsync("kafka", cancellationToken))!;

    public virtual async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        await Logs.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task StartNowAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        string[] arguments =
        [
            "--UseVolumes=false",
            $"--Parameters:jwt-signing-key={Tokens.SigningKey}",
            $"--Parameters:service-key={Tokens.ServiceKey}",
            .. Arguments,
        ];
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Chat_AppHost>(arguments, limit.Token);
        foreach (var project in builder.Resources.OfType<ProjectResource>().ToList())
            foreach (var (name, value) in Settings)
                builder.CreateResourceBuilder(project).WithEnvironment(name, value);

        _app = await builder.BuildAsync(limit.Token);
        Logs.Follow(_app);
        await _app.StartAsync(limit.Token);
        try
        {
            foreach (var service in s_services)
                await _app.ResourceNotifications.WaitForResourceHealthyAsync(service, limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or DistributedApplicationException)
        {
            throw new InvalidOperationException($"The system did not start: {e.Message}\n{Logs.Tail(60)}", e);
        }
    }
}
