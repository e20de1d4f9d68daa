using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Chat.Tests.Conventions;

namespace Chat.Tests.Infrastructure;

/// <summary>A server with OpenAI's interface and scripted answers: aimock, a program of the JavaScript world.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "Chat.Tests", "Node");

    private readonly Process _process;

    private ModelServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<ModelServer> StartAsync(CancellationToken cancellationToken)
    {
        var program = Path.Combine(s_folder, "node_modules", "@copilotkit", "aimock", "dist", "cli.js");
        Assert.True(File.Exists(program), "Run ./chat test, or npm ci in Chat.Tests/Node, first.");
        var port = FreePort();
        string[] arguments =
            [program, "-p", port.ToString(CultureInfo.InvariantCulture), "-f", Path.Combine(s_folder, "model.json"), "--strict"];
        var start = new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ModelServer(process, new Uri($"http://127.0.0.1:{port}/v1"));
        await server.WaitAsync(cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        await Eventually.ReadAsync(
            async token =>
            {
                try
                {
                    using var response = await http.GetAsync(new Uri(Address, "/health"), token);
                    return response.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            ready => ready, TimeSpan.FromSeconds(20), cancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
