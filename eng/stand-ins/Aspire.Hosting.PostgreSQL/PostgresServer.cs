using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Native;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Postgres;

/// <summary>Runs a PostgreSQL server in a data folder of its own, as an account that is not root.</summary>
internal sealed class PostgresServer(PostgresServerResource server) : INativeServer
{
    private static readonly TimeSpan KeptStopTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TemporaryStopTimeout = TimeSpan.FromSeconds(6);

    private static string? Account => Environment.IsPrivilegedProcess ? "postgres" : null;

    public string? FindObstacle(IConfiguration configuration)
    {
        if (PostgresPrograms.Find("postgres") is null || PostgresPrograms.Find("initdb") is null)
            return "No PostgreSQL server is installed (Debian: apt install postgresql). Install it or use full mode.";
        return Account is not null && UnixAccount.Find(Account) is null
            ? $"PostgreSQL does not run as root, and the account '{Account}' does not exist."
            : null;
    }

    public async Task<ProcessSpec> PrepareAsync(NativeServerContext context, CancellationToken cancellationToken)
    {
        var owner = Account is null ? null : UnixAccount.Find(Account);
        var cluster = new PostgresCluster(context.Data.Prepare("postgres", owner), context, owner);
        await cluster.MakeReadyAsync(server, cancellationToken);

        return new ProcessSpec
        {
            FileName = PostgresPrograms.Find("postgres")!,
            Arguments = [.. Arguments(cluster.Folder, context), .. context.Arguments],
            WorkingDirectory = cluster.Folder,
            Environment = context.Environment,
            RunAs = Account,

            // Kept data is closed properly; the rest is thrown away at once.
            StopSignal = context.Data.IsKept ? Signal.Interrupt : Signal.Quit,
            ParentDeathSignal = context.Data.IsKept ? Signal.Interrupt : Signal.Quit,
            StopTimeout = context.Data.IsKept ? KeptStopTimeout : TemporaryStopTimeout,
        };
    }

    private static IEnumerable<string> Arguments(string folder, NativeServerContext context)
    {
        IEnumerable<string> basic =
        [
            "-D", folder,
            "-p", context.Port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=localhost",
            "-c", "unix_socket_directories=",
        ];

        // Data that goes away with the run need not survive a power cut.
        return context.Data.IsKept ? basic : [.. basic, "-c", "fsync=off"];
    }
}
