using System.Diagnostics;

namespace Aspire.Hosting.Processes;

/// <summary>A running child of the AppHost.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly ProcessSpec _spec;

    private ChildProcess(Process process, ProcessSpec spec, Action<string, bool> onLine)
    {
        _process = process;
        _spec = spec;
        Output = Task.WhenAll(
            ReadAsync(process.StandardOutput, isError: false, onLine),
            ReadAsync(process.StandardError, isError: true, onLine));
        Exited = WaitForExitAsync();
    }

    public int Id => _process.Id;

    /// <summary>The exit code, once the process ended; 128 + signal when a signal ended it.</summary>
    public Task<int> Exited { get; }

    /// <summary>Ends when both outputs are read to their end.</summary>
    public Task Output { get; }

    public static async Task<ChildProcess> StartAsync(ProcessSpec spec, Action<string, bool> onLine)
    {
        var start = CommandLine.Create(spec);
        var process = await ForkThread.RunAsync(() => Process.Start(start)
            ?? throw new DistributedApplicationException($"'{spec.FileName}' could not be started."));
        if (spec.Input is not null)
            await process.StandardInput.WriteAsync(spec.Input);
        process.StandardInput.Close();
        return new ChildProcess(process, spec, onLine);
    }

    /// <summary>Asks the process to end, and ends it when it does not.</summary>
    public async Task StopAsync()
    {
        Send(_spec.StopSignal, _spec.SignalsGroup);
        try
        {
            await Exited.WaitAsync(_spec.StopTimeout);
        }
        catch (TimeoutException)
        {
            Kill();
            await Exited;
        }
    }

    public void Kill() => Send(Signal.Kill, group: true);

    public void Dispose()
    {
        if (!Exited.IsCompleted)
            Kill();
        _process.Dispose();
    }

    private void Send(Signal signal, bool group)
    {
        if (Exited.IsCompleted)
            return;

        if (OperatingSystem.IsWindows())
        {
            _process.Kill(entireProcessTree: true);
            return;
        }

        // Without a session of its own the process has no group of its own either.
        if (!group || NativeMethods.Kill(-Id, (int)signal) != 0)
            _ = NativeMethods.Kill(Id, (int)signal);
    }

    private async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private static async Task ReadAsync(StreamReader reader, bool isError, Action<string, bool> onLine)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
                onLine(line, isError);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The pipe went away with the process.
        }
    }
}
