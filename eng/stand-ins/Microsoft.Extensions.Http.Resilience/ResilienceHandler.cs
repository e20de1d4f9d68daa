using Polly;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>
/// Sends a request through a pipeline. The pipeline covers the way to the response's headers; a body that streams
/// afterwards is neither buffered nor cut.
/// </summary>
public class ResilienceHandler(Func<HttpRequestMessage, ResiliencePipeline<HttpResponseMessage>> pipelineProvider)
    : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.SetRequestMessage(request);
        try
        {
            var outcome = await pipelineProvider(request).ExecuteOutcomeAsync(AttemptAsync, context, request);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(
        ResilienceContext context, HttpRequestMessage request)
    {
        try
        {
            return Outcome.FromResult(await base.SendAsync(request, context.CancellationToken));
        }
        catch (Exception exception)
        {
            // Polly takes failures as values: the strategies decide on them.
            return Outcome.FromException<HttpResponseMessage>(exception);
        }
    }
}
