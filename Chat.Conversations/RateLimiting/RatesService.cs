using Chat.Contracts.Conversations.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Conversations.RateLimiting;

/// <summary>Lets a door count what it refused by itself: every call is counted, so this one has nothing to do.</summary>
[Authorize]
internal sealed class RatesService : RateService.RateServiceBase
{
    public override Task<CountRefusedResponse> CountRefused(CountRefusedRequest request, ServerCallContext context) =>
        Task.FromResult(new CountRefusedResponse());
}
