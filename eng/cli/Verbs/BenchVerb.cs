using Chat.Cli.Hosting;
using Chat.Cli.Tokens;

namespace Chat.Cli.Verbs;

/// <summary>Measures the running system with the programs of bench/.</summary>
internal sealed class BenchVerb : IVerb
{
    private const string Database = "ConnectionStrings__chatdb";

    public string Name => "bench";
    public string Arguments => "SCENARIO …";
    public string Summary => "measure the running system: send, history or plans; bench/README.md has the options";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (arguments is [])
            throw CliException.Usage("'bench' needs a scenario: send, history or plans.");
        var endpoints = Endpoints.Read() ?? throw new CliException(
            "the system does not run; start it as bench/README.md says.");
        await Builder.EnsureAsync(Checkout.BenchProject, Checkout.BenchProgram, cancellationToken);
        return await Tool.RunAsync("dotnet", [Checkout.BenchProgram, .. arguments], Describe(endpoints), cancellationToken);
    }

    private static Dictionary<string, string> Describe(Endpoints endpoints)
    {
        var resources = SystemState.Read()?.Resources ?? [];
        var variables = new Dictionary<string, string>
        {
            ["BENCH_GATEWAY"] = endpoints.Gateway,
            ["BENCH_CONVERSATIONS"] = resources.FirstOrDefault(one => one.Name == "conversations")?.Endpoints?.GetValueOrDefault("grpc")
                ?? "http://localhost:4005",
            ["BENCH_SIGNING_KEY"] = SigningKey.Read(),
            ["BENCH_PROCESSES"] = string.Join(
                ';', resources.Where(one => one.Pid is not null).DistinctBy(one => one.Name).Select(one => $"{one.Name}={one.Pid}")),
        };
        if (OneShot.Connections().TryGetValue(Database, out var database))
            variables[Database] = database;
        return variables;
    }
}
