using System.Runtime.InteropServices;
using Chat.Cli;
using Chat.Cli.Verbs;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
try
{
    var verb = VerbTable.Find(args is [] ? "help" : args[0]);
    return await verb.RunAsync(args.Skip(1).ToArray(), stop.Token);
}
catch (CliException exception)
{
    if (exception.Message.Length > 0)
        Console.Error.WriteLine($"chat: {exception.Message}");
    return exception.ExitCode;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return ExitCodes.Interrupted;
}

void Cancel(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
