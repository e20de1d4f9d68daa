using System.ComponentModel;
using System.Diagnostics;

namespace Chat.Feed;

/// <summary>Runs another program to its end and gives back what it printed.</summary>
internal static class Tool
{
    public static string Run(string program, IEnumerable<string> arguments, Action<ProcessStartInfo>? configure = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        configure?.Invoke(start);
        using var process = Start(start);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new FeedException($"'{program}' ended with {process.ExitCode}: {errors.Result.Trim()} {output.Trim()}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new FeedException($"'{start.FileName}' cannot be started; install it.", exception);
        }
    }
}
