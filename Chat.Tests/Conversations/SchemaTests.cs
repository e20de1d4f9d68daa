using System.Net;
using Aspire.Hosting.Testing;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Conversations;

/// <summary>A database that nobody prepared, as a deployment finds it.</summary>
public sealed class SchemaTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(3))
{
    private const string Service = "Chat.Conversations";
    private const string Listening = "Now listening on: ";

    private readonly string _database = $"chat_{Guid.NewGuid():N}";

    public override async ValueTask DisposeAsync()
    {
        await using (var admin = await Chat.OpenDatabaseAsync(TestContext.Current.CancellationToken))
        await using (var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)", admin))
            await drop.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Migrations_RunBySeveralAtOnceAndAgain_MakeTheDatabaseOnce()
    {
        var environment = await EnvironmentAsync();
        async Task<int> MigrateAsync()
        {
            await using var run = OwnProcess.Start(Service, ["migrate"], environment);
            var exitCode = await run.EndAsync(Cancel);
            Assert.True(exitCode == 0, string.Join('\n', run.Lines));
            return run.Lines.Count(line => line.Contains("applied 0 migrations", StringComparison.Ordinal));
        }

        var idle = await Task.WhenAll(MigrateAsync(), MigrateAsync(), MigrateAsync());

        Assert.Equal(2, idle.Sum());
        Assert.Equal(1, await MigrateAsync());
    }

    [Fact]
    public async Task Service_WaitsForTheSchemaAndIsNotHealthyBefore()
    {
        var environment = await EnvironmentAsync();
        await using var service = OwnProcess.Start(Service, [], environment);
        await Eventually.HoldsAsync(
            () => service.Lines.Any(line => line.Contains("migrations are missing", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(60), Cancel);
        Assert.DoesNotContain(service.Lines, line => line.Contains(Listening, StringComparison.Ordinal));

        await using var migrations = OwnProcess.Start(Service, ["migrate", "--stay"], environment);

        await Eventually.HoldsAsync(() => AddressOf(service) is not null, TimeSpan.FromSeconds(60), Cancel);
        using var http = new HttpClient { BaseAddress = AddressOf(service) };
        await Eventually.ReadAsync(
            async token => (await http.GetAsync("/health", token)).StatusCode, status => status == HttpStatusCode.OK,
            TimeSpan.FromSeconds(60), Cancel);
        Assert.DoesNotContain(service.Lines, line => line.Contains("fail:", StringComparison.Ordinal));
        Assert.False(migrations.HasEnded);
    }

    [Fact]
    public async Task Service_WithoutASchema_EndsInTimeAndSaysWhatToDo()
    {
        var environment = await EnvironmentAsync();
        environment["Storage__SchemaTimeout"] = "00:00:02";
        await using var service = OwnProcess.Start(Service, [], environment);

        Assert.NotEqual(0, await service.EndAsync(Cancel));

        Assert.Contains(service.Lines, line => line.Contains("Chat.Conversations migrate", StringComparison.Ordinal));
    }

    /// <summary>The first address is that of <c>grpc</c>, whose name sorts first.</summary>
    private static Uri? AddressOf(OwnProcess service) => service.Lines
        .Where(line => line.Contains(Listening, StringComparison.Ordinal))
        .Select(line => new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim()))
        .Skip(1).FirstOrDefault();

    private async Task<Dictionary<string, string>> EnvironmentAsync() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["NO_COLOR"] = "1",
        ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        ["ConnectionStrings__chatdb"] = new NpgsqlConnectionStringBuilder(await Chat.App.GetConnectionStringAsync("chatdb", Cancel))
        {
            Database = _database,
        }.ConnectionString,
        ["ConnectionStrings__redis"] = (await Chat.App.GetConnectionStringAsync("redis", Cancel))!,
        ["ConnectionStrings__kafka"] = (await Chat.App.GetConnectionStringAsync("kafka", Cancel))!,
        ["Authentication__SigningKey"] = Chat.Tokens.SigningKey,
        ["Authentication__ServiceKey"] = Chat.Tokens.ServiceKey,
        ["Kestrel__Endpoints__http__Url"] = "http://127.0.0.1:0",
        ["Kestrel__Endpoints__grpc__Url"] = "http://127.0.0.1:0",
    };
}
