using Chat.Conversations.Audit;
using Chat.Conversations.Projections;
using Chat.Conversations.Storage;

namespace Chat.Conversations;

/// <summary>What the program does once and then leaves: <c>Chat.Conversations {mode}</c>.</summary>
internal static class OneShotModes
{
    private const string Migrate = "migrate";
    private const string Stay = "--stay";
    private const string VerifyAudit = "verify-audit";
    private const string RebuildProjections = "rebuild-projections";

    /// <summary>Returns false when the program was started to serve.</summary>
    public static async Task<bool> TryRunAsync(
        WebApplicationBuilder builder, string[] args, CancellationToken cancellationToken)
    {
        switch (args)
        {
            case [Migrate, ..]:
                builder.AddMigration();
                await RunAsync<DatabaseMigration>(builder, m => m.RunAsync(cancellationToken));
                // For platforms that start again whatever ends; a signal ends it.
                if (args.Contains(Stay)) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return true;
            case [VerifyAudit, ..]:
                builder.Services.AddScoped<AuditVerifier>();
                await RunAsync<AuditVerifier>(builder, v => VerifyAsync(v, cancellationToken));
                return true;
            case [RebuildProjections, ..]:
                builder.AddRedisClient("redis");
                builder.AddRoomRebuild();
                await RunAsync<RoomRebuild>(builder, r => RebuildAsync(r, cancellationToken));
                return true;
            default:
                return false;
        }
    }

    private static async Task RunAsync<TMode>(WebApplicationBuilder builder, Func<TMode, Task> run)
        where TMode : notnull
    {
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        await run(CreateMode<TMode>(scope.ServiceProvider));
    }

    private static TMode CreateMode<TMode>(IServiceProvider services)
        where TMode : notnull => services.GetRequiredService<TMode>();

    private static async Task RebuildAsync(RoomRebuild rebuild, CancellationToken cancellationToken) =>
        Console.WriteLine($"{await rebuild.AllAsync(cancellationToken)} rooms were written anew");

    private static async Task VerifyAsync(AuditVerifier verifier, CancellationToken cancellationToken)
    {
        var report = await verifier.RunAsync(cancellationToken);
        foreach (var fault in report.Faults) Console.WriteLine(fault);
        Console.WriteLine($"{report.Records} records of {report.Conversations} conversations, {report.Faults.Count} faults");
        if (report.Faults.Count > 0) Environment.ExitCode = 1;
    }
}
