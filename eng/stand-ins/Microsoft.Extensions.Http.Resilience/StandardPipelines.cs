using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Polly;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Keeps one standard pipeline for each client and authority, so that a circuit belongs to one host.</summary>
internal sealed class StandardPipelines(IOptionsMonitor<HttpStandardResilienceOptions> options)
{
    private readonly ConcurrentDictionary<(string Name, string Authority), ResiliencePipeline<HttpResponseMessage>>
        _pipelines = new();

    public ResiliencePipeline<HttpResponseMessage> Get(string name, HttpRequestMessage request) =>
        _pipelines.GetOrAdd((name, request.RequestUri?.Authority ?? ""), key => Build(options.Get(key.Name)));

    private static ResiliencePipeline<HttpResponseMessage> Build(HttpStandardResilienceOptions options) =>
        new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddTimeout(options.TotalRequestTimeout)
            .AddRetry(options.Retry)
            .AddCircuitBreaker(options.CircuitBreaker)
            .AddTimeout(options.AttemptTimeout)
            .Build();
}
