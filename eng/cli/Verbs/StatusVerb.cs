using Chat.Cli.Hosting;

namespace Chat.Cli.Verbs;

/// <summary>Shows what runs; the exit code tells whether all of it is healthy.</summary>
internal sealed class StatusVerb : IVerb
{
    public string Name => "status";
    public string Arguments => "";
    public string Summary => "what runs, how it fares and where it answers";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        Options.None(Name, arguments);
        if (AppHostProcess.Running() is null)
        {
            Console.WriteLine("chat: nothing runs; start it with: ./chat up");
            return Task.FromResult(ExitCodes.Failure);
        }

        var resources = SystemState.Read()?.Resources ?? [];
        foreach (var resource in resources)
            Console.WriteLine(resource);
        Endpoints.Read()?.Print();
        var healthy = resources.All(one => one.IsReady) && Endpoints.Read() is not null;
        Console.WriteLine(healthy ? "chat: everything is healthy." : "chat: not everything is healthy.");
        return Task.FromResult(healthy ? ExitCodes.Success : ExitCodes.Failure);
    }
}
