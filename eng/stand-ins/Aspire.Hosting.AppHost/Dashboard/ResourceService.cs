using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Wire;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard;

/// <summary>Answers the dashboard.</summary>
internal sealed class ResourceService(
    DashboardSettings settings,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    ResourceCommandService commands,
    IHostApplicationLifetime lifetime) : DashboardService.DashboardServiceBase
{
    public override Task<ApplicationInformationResponse> GetApplicationInformation(
        ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new ApplicationInformationResponse { ApplicationName = settings.ApplicationName });

    public override Task WatchResources(
        WatchResourcesRequest request,
        IServerStreamWriter<WatchResourcesUpdate> responseStream,
        ServerCallContext context) => UntilStoppedAsync(context, async stopping =>
        {
            // An answer at once, even an empty one, ends the page's "loading".
            await responseStream.WriteAsync(new WatchResourcesUpdate { InitialData = new InitialResourceData() }, stopping);
            await foreach (var changes in Batches.ReadAsync(notifications.WatchAsync(stopping), stopping))
                await responseStream.WriteAsync(ResourceMapping.ToUpdate(changes), stopping);
        });

    public override Task WatchResourceConsoleLogs(
        WatchResourceConsoleLogsRequest request,
        IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream,
        ServerCallContext context) => UntilStoppedAsync(context, async stopping =>
        {
            var lines = request.SuppressFollow
                ? logs.GetAllAsync(request.ResourceName)
                : logs.WatchAsync(request.ResourceName);
            await foreach (var batch in lines.WithCancellation(stopping))
                await responseStream.WriteAsync(ResourceMapping.ToUpdate(batch), stopping);
        });

    public override async Task<ResourceCommandResponse> ExecuteResourceCommand(
        ResourceCommandRequest request, ServerCallContext context)
    {
        var result = await commands.ExecuteCommandAsync(
            request.ResourceName, request.CommandName, context.CancellationToken);
        var response = new ResourceCommandResponse
        {
            Kind = result.Success ? ResourceCommandResponseKind.Succeeded
                : result.Canceled ? ResourceCommandResponseKind.Cancelled
                : ResourceCommandResponseKind.Failed,
        };
        if (result.Message is not null)
            response.ErrorMessage = response.Message = result.Message;
        return response;
    }

    /// <summary>Stays open and asks nothing; a dashboard that is refused here thinks it lost the AppHost.</summary>
    public override Task WatchInteractions(
        IAsyncStreamReader<InteractionAnswer> requestStream,
        IServerStreamWriter<InteractionQuestion> responseStream,
        ServerCallContext context) => UntilStoppedAsync(context, async stopping =>
        {
            await context.WriteResponseHeadersAsync([]);
            await Task.Delay(Timeout.Infinite, stopping);
        });

    /// <summary>Streams end quietly when the dashboard leaves or the application stops.</summary>
    private async Task UntilStoppedAsync(ServerCallContext context, Func<CancellationToken, Task> stream)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await stream(stopping.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException
            && stopping.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
    }
}
