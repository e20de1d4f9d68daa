using System.Diagnostics;

namespace Chat.Cli.Hosting;

/// <summary>Brings the system up in the background and waits for its health.</summary>
internal static class Background
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>Starts and waits; a system that does not get healthy is stopped again.</summary>
    public static async Task<Endpoints> StartAsync(CancellationToken cancellationToken)
    {
        await AppHostProcess.StopAsync();
        await AppHostProcess.StartAsync();
        try
        {
            return await WaitAsync(cancellationToken);
        }
        catch
        {
            Console.WriteLine("chat: stopping what was started.");
            await AppHostProcess.StopAsync();
            throw;
        }
    }

    public static async Task<Endpoints> WaitAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        IReadiness readiness = Checkout.IsRestricted ? new StandInReadiness() : new AspireReadiness(client);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < HealthTimeout)
        {
            if (AppHostProcess.Running() is null)
                throw Ended();
            if (await readiness.CheckAsync(cancellationToken) is { } endpoints)
            {
                endpoints.Write();
                return endpoints;
            }

            await Task.Delay(Poll, cancellationToken);
        }

        foreach (var line in readiness.Missing())
            Console.Error.WriteLine($"chat: not healthy: {line}");
        throw new CliException($"not healthy after {HealthTimeout.TotalMinutes:0} minutes; what is missing is above.");
    }

    private static CliException Ended()
    {
        foreach (var line in File.ReadLines(AppHostProcess.Log).TakeLast(20))
            Console.Error.WriteLine(line);
        return new CliException($"the AppHost ended; its last lines are above, all of them in {AppHostProcess.Log}");
    }
}
