using System.Diagnostics;
using Chat.Tests.Conventions;

namespace Chat.Tests.Hosting;

/// <summary>What <c>./chat</c> hands on to the system that it starts.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Key = "a-signing-key-that-somebody-gave-in-the-environment";

    /// <summary>Stands where the AppHost is built: it writes down what it was given and says that it is ready.</summary>
    private const string AppHost = """"
        var state = Environment.GetEnvironmentVariable("CHAT_STATE_DIR")!;
        File.WriteAllText(Path.Combine(state, "given"), Environment.GetEnvironmentVariable("Parameters__jwt-signing-key") ?? "nothing");
        File.WriteAllText(Path.Combine(state, "state.tmp"), $$"""
            { "pid": {{Environment.ProcessId}}, "resources": [
              { "name": "gateway", "state": "Running", "endpoints": { "http": "http://localhost:1" } } ] }
            """);
        File.Move(Path.Combine(state, "state.tmp"), Path.Combine(state, "state.json"));
        Thread.Sleep(Timeout.Infinite);
        """";

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <UseAppHost>false</UseAppHost>
          </PropertyGroup>
        </Project>
        """;

    private readonly string _checkout = Directory.CreateTempSubdirectory("chat-command-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Up_HandsOnTheSigningKeyOfItsEnvironment()
    {
        Prepare();
        try
        {
            await RunAsync("up");

            Assert.Equal(Key, await File.ReadAllTextAsync(Path.Combine(_checkout, ".chat", "given"), Cancel));
        }
        finally
        {
            await RunAsync("down");
        }
    }

    public void Dispose() => Directory.Delete(_checkout, recursive: true);

    private void Prepare()
    {
        Write("Chat.sln", "");
        Write("eng/set-up/set-up.sh", "# This machine runs the tests: it is ready.");
        Write("Chat.AppHost/Chat.AppHost.csproj", Project);
        Write("Chat.AppHost/AppHost.cs", AppHost);
        Directory.CreateDirectory(Path.Combine(_checkout, ".chat"));
        var built = Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "eng", "cli", "bin"), "Chat.Cli.dll", SearchOption.AllDirectories)
            .OrderByDescending(File.GetLastWriteTimeUtc).First();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(built)!))
            File.Copy(file, Path.Combine(Directory.CreateDirectory(Path.Combine(_checkout, "cli")).FullName, Path.GetFileName(file)));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_checkout, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    // The output is not captured: the system in the background would hold the pipe open.
    private async Task RunAsync(string verb)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(_checkout, "cli", "Chat.Cli.dll"), verb]);
        start.Environment["UseAspirePackages"] = "false";
        start.Environment["Parameters__jwt-signing-key"] = Key;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(Cancel);
        Assert.Equal(0, process.ExitCode);
    }
}
