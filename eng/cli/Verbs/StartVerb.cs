using Chat.Cli.Hosting;

namespace Chat.Cli.Verbs;

/// <summary>Starts a part of the running system again that has ended, as the dashboard's command does.</summary>
internal sealed class StartVerb : IVerb
{
    public string Name => "start";
    public string Arguments => "SERVICE";
    public string Summary => "start a part of the running system again that was killed or stopped";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (arguments is not [var service] || service.StartsWith('-'))
            throw CliException.Usage("'start' takes the name of one service; see: ./chat status");
        await ResourceCommands.RunAsync("start", service, cancellationToken);
        Console.WriteLine($"chat: {service} is started; see: ./chat status");
        return ExitCodes.Success;
    }
}
