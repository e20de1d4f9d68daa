using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Hosting;

/// <summary>The system as tools that deploy it see it.</summary>
public sealed class ManifestTests : IAsyncLifetime
{
    private static readonly string[] s_services = ["gateway", "conversations", "llm-worker", "presence"];
    private static readonly string[] s_secrets =
        ["redis-password", "postgres-password", "mongo-password", "jwt-signing-key", "service-key"];

    private static readonly Lazy<Task<JsonElement>> s_published = new(() => AppHostManifest.PublishAsync([], CancellationToken.None));

    private JsonElement _resources;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _resources = await s_published.Value;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Secrets_AreInputsAndNeverValues()
    {
        const string Secret = "somebody-s-own-secret-which-must-not-be-published";
        var given = s_secrets.Select(name => $"--Parameters:{name}={Secret}").Append($"--ConnectionStrings:model=Key={Secret}");

        var resources = await AppHostManifest.PublishAsync([.. given], Cancel);

        Assert.DoesNotContain(Secret, resources.GetRawText(), StringComparison.Ordinal);
        foreach (var name in s_secrets)
        {
            var parameter = resources.GetProperty(name);
            Assert.Equal("parameter.v0", parameter.GetProperty("type").GetString());
            Assert.Equal($"{{{name}.inputs.value}}", parameter.GetProperty("value").GetString());
            var input = parameter.GetProperty("inputs").GetProperty("value");
            Assert.True(input.GetProperty("secret").GetBoolean());
            Assert.True(input.GetProperty("default").GetProperty("generate").GetProperty("minLength").GetInt32() >= 22);
        }

        Assert.True(resources.GetProperty("model").GetProperty("inputs").GetProperty("value").GetProperty("secret").GetBoolean());
        Assert.Equal("{jwt-signing-key.value}", Environment(resources, "gateway", "Authentication__SigningKey"));
        Assert.Equal("{redis-password.value}", Environment(resources, "redis", "REDIS_PASSWORD"));
    }

    [Fact]
    public void Gateway_AloneIsExternal()
    {
        var external = _resources.EnumerateObject()
            .Where(resource => Bindings(resource.Value)
                .Any(binding => binding.Value.TryGetProperty("external", out var on) && on.GetBoolean()))
            .Select(resource => resource.Name);

        Assert.Equal(["gateway"], external);
    }

    [Fact]
    public void Bindings_OfServicesInsideHavePortsOfTheirOwnAndNoFixedPublicOne()
    {
        foreach (var name in s_services.Except(["gateway"]))
        {
            var bindings = Bindings(_resources.GetProperty(name));
            Assert.NotEmpty(bindings);
            Assert.All(bindings, binding =>
            {
                Assert.Equal("http", binding.Value.GetProperty("scheme").GetString());
                Assert.False(binding.Value.TryGetProperty("port", out _), $"{name} has the fixed port of {binding.Value}");
                Assert.Equal(binding.Name == "grpc" ? "http2" : "http", binding.Value.GetProperty("transport").GetString());
            });
            var ports = bindings.Select(binding => binding.Value.GetProperty("targetPort").GetInt32()).ToList();
            Assert.Equal(ports.Count, ports.Distinct().Count());
        }

        Assert.DoesNotContain("4005", _resources.GetRawText(), StringComparison.Ordinal);
        Assert.All(Bindings(_resources.GetProperty("gateway")), binding => Assert.False(binding.Value.TryGetProperty("port", out _)));
    }

    [Fact]
    public void Services_ListenOnTheirBindingsAndFindEachOther()
    {
        Assert.Equal("http://*:{conversations.bindings.grpc.targetPort}", Environment("conversations", "Kestrel__Endpoints__grpc__Url"));
        Assert.Equal("http://*:{conversations.bindings.http.targetPort}", Environment("conversations", "Kestrel__Endpoints__http__Url"));
        Assert.Equal("{gateway.bindings.http.targetPort}", Environment("gateway", "HTTP_PORTS"));
        Assert.Equal("{conversations.bindings.grpc.url}", Environment("gateway", "services__conversations__grpc__0"));
        Assert.Equal("{presence.bindings.grpc.url}", Environment("gateway", "services__presence__grpc__0"));
        Assert.Equal("{conversations.bindings.grpc.url}", Environment("llm-worker", "services__conversations__grpc__0"));
        foreach (var service in s_services)
            Assert.False(_resources.GetProperty(service).GetProperty("env").TryGetProperty("ASPNETCORE_ENVIRONMENT", out _));
    }

    [Theory]
    [InlineData("postgres", "/var/lib/postgresql")]
    [InlineData("redis", "/data")]
    [InlineData("kafka", "/var/lib/kafka/data")]
    [InlineData("mongo", "/data/db")]
    public void Store_KeepsItsDataInAVolume(string name, string target)
    {
        var store = _resources.GetProperty(name);
        var volume = Assert.Single(store.GetProperty("volumes").EnumerateArray());

        Assert.Equal("container.v0", store.GetProperty("type").GetString());
        Assert.EndsWith($"-{name}-data", volume.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal(target, volume.GetProperty("target").GetString());
        Assert.False(volume.GetProperty("readOnly").GetBoolean());
    }

    [Fact]
    public void Redis_WritesItsDataToTheVolume() =>
        Assert.Contains("--save 60 1", _resources.GetProperty("redis").GetProperty("args")[1].GetString(), StringComparison.Ordinal);

    [Fact]
    public void Migrations_RunOnceAndServeNobody()
    {
        var migrations = _resources.GetProperty("migrations");

        Assert.Equal(["migrate", "--stay"], migrations.GetProperty("args").EnumerateArray().Select(argument => argument.GetString()!));
        Assert.False(migrations.TryGetProperty("bindings", out _));
        Assert.Equal("{chatdb.connectionString}", Environment("migrations", "ConnectionStrings__chatdb"));
        Assert.Equal(
            "{postgres.connectionString};Database=chatdb",
            _resources.GetProperty("chatdb").GetProperty("connectionString").GetString());
    }

    /// <summary>Docker Compose starts the others when this one has ended.</summary>
    [Fact]
    public async Task Migrations_EndWhereSomethingWaitsForTheirEnd()
    {
        var resources = await AppHostManifest.PublishAsync(["--Deployment:Target=compose"], Cancel);

        var arguments = resources.GetProperty("migrations").GetProperty("args").EnumerateArray();
        Assert.Equal(["migrate"], arguments.Select(argument => argument.GetString()!));
    }

    [Fact]
    public async Task UnknownTarget_IsRefusedWithTheKnownOnes()
    {
        var (exitCode, output) = await AppHostManifest.RunAsync(
            ["--publisher", "manifest", "--output-path", "unused.json", "--Deployment:Target=moon"], Cancel);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("give compose, azure-container-apps or kubernetes", output, StringComparison.Ordinal);
    }

    /// <summary>Every <c>{name.…}</c> stands for something that the manifest has.</summary>
    [Fact]
    public void Expressions_NameResourcesOfTheManifest()
    {
        var names = System.Text.RegularExpressions.Regex.Matches(_resources.GetRawText(), @"\{([a-z][a-z0-9-]*)\.")
            .Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(names.Count > 10);
        Assert.All(names, name => Assert.True(_resources.TryGetProperty(name, out _), $"there is no {name}"));
    }

    private static JsonProperty[] Bindings(JsonElement resource) =>
        resource.TryGetProperty("bindings", out var bindings) ? [.. bindings.EnumerateObject()] : [];

    private string? Environment(string resource, string variable) => Environment(_resources, resource, variable);

    private static string? Environment(JsonElement resources, string resource, string variable) =>
        resources.GetProperty(resource).GetProperty("env").GetProperty(variable).GetString();
}
