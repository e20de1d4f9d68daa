using System.Text;

namespace Aspire.Hosting.Processes;

/// <summary>Runs a program to its end, for preparations.</summary>
internal static class OneShot
{
    public static async Task RunAsync(ProcessSpec spec, CancellationToken cancellationToken)
    {
        var output = new StringBuilder();
        using var process = await ChildProcess.StartAsync(spec, (line, _) =>
        {
            lock (output)
                output.AppendLine(line);
        });

        var exitCode = await process.Exited.WaitAsync(cancellationToken);
        await process.Output.WaitAsync(cancellationToken);
        if (exitCode != 0)
            throw new DistributedApplicationException(
                $"'{Path.GetFileName(spec.FileName)}' ended with exit code {exitCode}: {output}".TrimEnd());
    }
}
