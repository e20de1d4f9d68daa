using Chat.Cli.Hosting;

namespace Chat.Cli.Verbs;

/// <summary>Starts the system in the background and returns when all of it is healthy.</summary>
internal sealed class UpVerb : IVerb
{
    public string Name => "up";
    public string Arguments => "";
    public string Summary => "the same in the background; returns when everything is healthy";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        Options.None(Name, arguments);
        if (OperatingSystem.IsLinux() && AppHostProcess.Running() is not null)
        {
            Console.WriteLine("chat: the system runs already.");
            (await Background.WaitAsync(cancellationToken)).Print();
            return ExitCodes.Success;
        }

        await Preparation.EnsureAsync(cancellationToken);
        (await Background.StartAsync(cancellationToken)).Print();
        return ExitCodes.Success;
    }
}
