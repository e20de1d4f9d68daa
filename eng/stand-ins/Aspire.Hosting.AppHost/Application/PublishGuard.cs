namespace Aspire.Hosting;

/// <summary>Refuses what only real Aspire can do.</summary>
internal static class PublishGuard
{
    private const string Refusal =
        "Publishing needs the Aspire packages, and this AppHost was built in restricted mode with stand-ins that only " +
        "run it. Build it in full mode (UseAspirePackages=true, on a machine that can restore Aspire.AppHost.Sdk) and " +
        "publish again.";

    public static void EnsureRunMode(DistributedApplicationExecutionContext context)
    {
        if (context.IsPublishMode)
            throw new DistributedApplicationException(Refusal);
    }

    /// <summary>For a command line: one sentence and an exit code instead of a stack trace.</summary>
    public static bool Refuses(DistributedApplicationExecutionContext context)
    {
        if (!context.IsPublishMode)
            return false;

        Console.Error.WriteLine(Refusal);
        Environment.ExitCode = 1;
        return true;
    }
}
