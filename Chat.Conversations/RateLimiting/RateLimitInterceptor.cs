using System.Collections.Frozen;
using System.Globalization;
using Chat.Contracts;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.ServiceDefaults;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.RateLimiting;

/// <summary>
/// Counts every call of a user or an agent, and says in the trailers how the tightest bucket stands. Services have no
/// limit: what they do, somebody was counted for.
/// </summary>
internal sealed class RateLimitInterceptor(
    RateLimiter limiter, RateBuckets buckets, Members members, CountedRequests requests, IOptions<RateLimitOptions> options)
    : Interceptor
{
    private const string ConversationField = "conversation_id";

    // The gateway asks again and again while a stream is read, so looking at jobs has a limit of its own.
    private const string JobPoll = "/chat.conversations.v1.GenerationService/GetJob";

    /// <summary>The services whose calls change the conversation that they name.</summary>
    private static readonly FrozenSet<string> Changes = new[]
    {
        MessageChangeService.Descriptor.FullName,
        ConversationChangeService.Descriptor.FullName,
        ParticipantService.Descriptor.FullName,
        GenerationService.Descriptor.FullName,
    }.ToFrozenSet();

    private readonly bool _enabled = options.Value.Enabled;

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (!_enabled || context.GetHttpContext().User.IsService()) return await continuation(request, context);
        var call = new CountedCall(context.ToChatCaller());
        try
        {
            var wanted = await BucketsOfAsync(call.Caller, request, context);
            if (wanted.Count > 0) await limiter.TakeAsync(call, wanted, context.CancellationToken);
            ConversationRate.Begin(call);
            return await continuation(request, context);
        }
        catch (ChatException refused)
        {
            limiter.GiveBack(call, refused.Error);
            throw;
        }
        finally
        {
            if (call.Tightest is { } standing) Tell(context.ResponseTrailers, standing);
        }
    }

    private async Task<List<RateBucket>> BucketsOfAsync<TRequest>(Caller caller, TRequest request, ServerCallContext context)
    {
        var isCounted = await requests.IsCountedAsync(context);
        if (context.Method == JobPoll) return isCounted ? [] : buckets.OfJobs(caller);
        List<RateBucket> wanted = isCounted ? [] : buckets.Of(caller);
        if (ConversationOf(request, context.Method) is { } id && members.IsKnown(caller, id))
            wanted.Add(buckets.OfConversation(caller, id));
        return wanted;
    }

    /// <summary>
    /// The conversation that the request names by its id: then all is counted in one step. Any other name, and whoever is not
    /// known to take part, is counted once the conversation is found (<see cref="ConversationRate"/>).
    /// </summary>
    private static Guid? ConversationOf<TRequest>(TRequest request, string method)
    {
        if (request is not IMessage message || !Changes.Contains(method.Split('/')[1])) return null;
        var field = message.Descriptor.FindFieldByName(ConversationField);
        return field?.Accessor.GetValue(message) is string name && Guid.TryParseExact(name, "D", out var id) ? id : null;
    }

    private static void Tell(Metadata trailers, RateStanding standing)
    {
        trailers.Add(HeaderNames.RateBucket, standing.Bucket.Name);
        trailers.Add(HeaderNames.RateLimit, Text(standing.Bucket.Limit.Requests));
        trailers.Add(HeaderNames.RateRemaining, Text(standing.Remaining));
        trailers.Add(HeaderNames.RateReset, Text(Math.Ceiling(standing.Reset.TotalSeconds)));
        trailers.Add(HeaderNames.RateWindow, Text(standing.Bucket.Limit.Window.TotalSeconds));
    }

    private static string Text(double number) => number.ToString("F0", CultureInfo.InvariantCulture);
}
