using System.Collections.Concurrent;
using System.Diagnostics;
using Chat.Tests.Conventions;

namespace Chat.Tests.Infrastructure;

/// <summary>A service that a test starts by itself, with the environment that it says.</summary>
internal sealed class OwnProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private OwnProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IReadOnlyCollection<string> Lines => _lines;

    public bool HasEnded => _process.HasExited;

    public static OwnProcess Start(string project, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var program = Directory.EnumerateFiles(
                Path.Combine(Repository.Root, project, "bin"), $"{project}.dll", SearchOption.AllDirectories)
            .OrderByDescending(File.GetLastWriteTimeUtc).First();
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.Combine(Repository.Root, project),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new OwnProcess(Process.Start(start)!);
    }

    /// <summary>The exit code, once it ended.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null)
            _lines.Enqueue(line);
    }
}
