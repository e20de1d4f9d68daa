namespace Aspire.Hosting;

/// <summary>Refuses what only real Aspire can do.</summary>
internal static class PublishGuard
{
    public static void EnsureRunMode(DistributedApplicationExecutionContext context)
    {
        if (context.IsPublishMode)
            throw new DistributedApplicationException(
                "Publishing needs the Aspire packages, and this AppHost was built in restricted mode with stand-ins " +
                "that only run it. Build it in full mode (UseAspirePackages=true, on a machine that can restore " +
                "Aspire.AppHost.Sdk) and publish again.");
    }
}
