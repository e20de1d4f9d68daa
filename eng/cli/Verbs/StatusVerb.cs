using Chat.Cli.Hosting;

namespace Chat.Cli.Verbs;

/// <summary>Shows what runs; the exit code tells whether all of it is healthy.</summary>
internal sealed class StatusVerb : IVerb
{
    public string Name => "status";
    public string Arguments => "[--url NAME]";
    public string Summary => "what runs, how it fares and where it answers; --url gateway prints that address alone";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var options = Options.Parse(arguments, "--url");
        Options.None(Name, [.. options.Words]);
        if (AppHostProcess.Running() is null)
            throw new CliException("nothing runs; start it with: ./chat up");
        return Task.FromResult(options.Get("--url", "") is { Length: > 0 } name ? PrintAddress(name) : PrintAll());
    }

    private static int PrintAddress(string name)
    {
        var endpoints = Endpoints.Read() ?? throw new CliException("not everything is healthy yet; see: ./chat status");
        var address = name switch
        {
            "gateway" => endpoints.Gateway,
            "dashboard" => endpoints.Dashboard,
            _ => endpoints.Services?.GetValueOrDefault(name)?[0],
        };
        Console.WriteLine(address ?? throw new CliException($"'{name}' has no address; see: ./chat status"));
        return ExitCodes.Success;
    }

    private static int PrintAll()
    {
        var state = SystemState.Read();
        var resources = state?.Resources ?? [];
        foreach (var resource in resources)
            Console.WriteLine(resource);
        Endpoints.Read()?.Print();
        if (state?.DashboardReason is { } reason)
            Console.WriteLine($"dashboard  none: {reason}");
        var healthy = resources.All(one => one.IsReady) && Endpoints.Read() is not null;
        Console.WriteLine(healthy ? "chat: everything is healthy." : "chat: not everything is healthy.");
        return healthy ? ExitCodes.Success : ExitCodes.Failure;
    }
}
