using Npgsql;

namespace Chat.Bench;

/// <summary>The running system, as <c>./chat bench</c> describes it in the environment.</summary>
/// <param name="Gateway">Where REST answers.</param>
/// <param name="Conversations">Where the service answers gRPC, without TLS.</param>
/// <param name="SigningKey">Signs the load's own users' tokens.</param>
/// <param name="Database">The service's connection string; null where only the service knows it.</param>
/// <param name="Processes">Process ids by resource; empty where others run them.</param>
internal sealed record Target(
    Uri Gateway, Uri Conversations, string SigningKey, string? Database, IReadOnlyDictionary<string, int> Processes)
{
    public static Target FromEnvironment() => new(
        new Uri(Needed("BENCH_GATEWAY")),
        new Uri(Needed("BENCH_CONVERSATIONS")),
        Needed("BENCH_SIGNING_KEY"),
        Environment.GetEnvironmentVariable("ConnectionStrings__chatdb"),
        Environment.GetEnvironmentVariable("BENCH_PROCESSES") is { Length: > 0 } pairs
            ? pairs.Split(';').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => int.Parse(pair[1], null))
            : new Dictionary<string, int>());

    /// <summary>Opens the database for what only it can tell, with connections as cheap as the service's.</summary>
    public NpgsqlDataSource OpenDatabase()
    {
        var source = new NpgsqlDataSourceBuilder(
            Database ?? throw new BenchException("set ConnectionStrings__chatdb to the system's database."));
        source.ConnectionStringBuilder.MaxPoolSize = 64;
        source.ConnectionStringBuilder.NoResetOnClose = true;
        source.ConnectionStringBuilder.MaxAutoPrepare = 10;
        source.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        return source.Build();
    }

    private static string Needed(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? value
            : throw new BenchException($"{variable} is not set; start the measurement with: ./chat bench");
}
