using Chat.Cli.Hosting;

namespace Chat.Cli.Verbs;

/// <summary>Stops the system that runs in the background.</summary>
internal sealed class DownVerb : IVerb
{
    public string Name => "down";
    public string Arguments => "";
    public string Summary => "stop all of it";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        Options.None(Name, arguments);
        var running = AppHostProcess.Running() is not null;
        await AppHostProcess.StopAsync();
        Console.WriteLine(running ? "chat: stopped." : "chat: nothing runs.");
        return ExitCodes.Success;
    }
}
