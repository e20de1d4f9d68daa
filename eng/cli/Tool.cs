using System.ComponentModel;
using System.Diagnostics;

namespace Chat.Cli;

/// <summary>Runs other programs in the checkout's folder.</summary>
internal static class Tool
{
    /// <summary>Runs it with this console as its own and gives its exit code.</summary>
    public static Task<int> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(program, arguments, new Dictionary<string, string>(), cancellationToken);

    /// <summary>The same with more environment variables.</summary>
    public static async Task<int> RunAsync(
        string program, IEnumerable<string> arguments, Dictionary<string, string> variables, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Start(start);
        await WaitAsync(process, cancellationToken);
        return process.ExitCode;
    }

    /// <summary>Runs it and gives its exit code and all that it printed.</summary>
    public static async Task<(int ExitCode, string Output)> CaptureAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await WaitAsync(process, cancellationToken);
        return (process.ExitCode, (await output + await errors).Trim());
    }

    public static Process Start(ProcessStartInfo start)
    {
        start.WorkingDirectory = Checkout.Root;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new CliException($"'{start.FileName}' is missing; install it.");
        }
    }

    private static async Task WaitAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
