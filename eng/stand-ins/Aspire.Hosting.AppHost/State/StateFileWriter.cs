using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.State;

/// <summary>Keeps <c>state.json</c> in step with the resources, for <c>./chat status</c> and scripts.</summary>
internal sealed class StateFileWriter(StateFolder folder, StateReport report, ResourceNotificationService notifications)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Many changes come at once; one write tells of all of them.
        var dirty = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var watching = WatchAsync(dirty.Writer, stoppingToken);
        try
        {
            await foreach (var _ in dirty.Reader.ReadAllAsync(stoppingToken))
            {
                Write();
                await Task.Delay(Pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WatchAsync(ChannelWriter<bool> dirty, CancellationToken stoppingToken)
    {
        await foreach (var _ in notifications.WatchAsync(stoppingToken))
            dirty.TryWrite(true);
    }

    /// <summary>Readers see the old file or the new one, never half of one.</summary>
    private void Write()
    {
        var path = System.IO.Path.Combine(folder.Path!, "state.json");
        var draft = $"{path}.tmp";
        File.WriteAllText(draft, JsonSerializer.Serialize(report.Create(), Format));
        File.Move(draft, path, overwrite: true);
    }
}
