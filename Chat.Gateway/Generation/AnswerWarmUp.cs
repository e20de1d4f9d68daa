using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Generation.Streaming;
using Chat.ServiceDefaults.WarmUp;
using Grpc.Core;

namespace Chat.Gateway.Generation;

/// <summary>Connects to Redis and to Conversations, which refuses who comes without a caller.</summary>
internal sealed class AnswerWarmUp(TokenStreamReader reader, GenerationService.GenerationServiceClient jobs) : IWarmUp
{
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        await reader.PingAsync(cancellationToken);
        try
        {
            await jobs.GetJobAsync(new GetJobRequest { JobId = Guid.Empty.ToString("D") }, cancellationToken: cancellationToken);
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.Unauthenticated)
        {
            // It answers.
        }
    }
}
