using System.Diagnostics;
using Aspire.Hosting.Testing;
using Chat.Tests.Conventions;

namespace Chat.Tests.Infrastructure;

/// <summary>Runs a one-shot mode of Conversations on the stores of a running system.</summary>
internal static class OneShot
{
    public static async Task<(int ExitCode, string Output)> RunAsync(
        ChatApplication chat, string mode, CancellationToken cancellationToken)
    {
        var program = Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "Chat.Conversations", "bin"), "Chat.Conversations.dll", SearchOption.AllDirectories)
            .OrderByDescending(File.GetLastWriteTimeUtc).First();
        var start = new ProcessStartInfo("dotnet", [program, mode]) { RedirectStandardOutput = true };
        start.Environment["ConnectionStrings__chatdb"] = await chat.App.GetConnectionStringAsync("chatdb", cancellationToken);
        start.Environment["ConnectionStrings__redis"] = await chat.App.GetConnectionStringAsync("redis", cancellationToken);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output);
    }
}
