using System.Collections.Frozen;
using System.Globalization;
using Chat.Contracts;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
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
internal sealed class RateLimitInterceptor(RateLimiter limiter, IOptions<RateLimitOptions> options) : Interceptor
{
    private const string ConversationField = "conversation_id";

    // The older rooms design's way to write.
    private const string RoomSend = "/chat.ChatService/SendMessage";
    private const string RoomField = "roomId";

    // The gateway asks again and again while a stream is read; its own throttle bounds how many streams there are.
    private const string JobPoll = "/chat.conversations.v1.GenerationService/GetJob";

    /// <summary>The services whose calls change a conversation.</summary>
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
        if (!_enabled || context.Method == JobPoll || context.GetHttpContext().User.IsService())
            return await continuation(request, context);

        var decision = await limiter.TakeAsync(
            context.ToChatCaller(), ConversationOf(request, context.Method), context.CancellationToken);
        Tell(context.ResponseTrailers, decision.Tightest);
        return decision.Refused
            ? throw new ChatException(Refusal(decision.Tightest))
            : await continuation(request, context);
    }

    private static string? ConversationOf<TRequest>(TRequest request, string method)
    {
        var service = method.Split('/')[1];
        if (request is not IMessage message || !(Changes.Contains(service) || method == RoomSend)) return null;
        var field = message.Descriptor.FindFieldByName(method == RoomSend ? RoomField : ConversationField);
        return field?.Accessor.GetValue(message) is string { Length: > 0 and <= 200 } id ? id : null;
    }

    private static ChatError Refusal(RateStanding full) =>
        new(ErrorCodes.RateLimited, $"Too many requests: the limit of the {full.Bucket.Name} is reached.")
        {
            Retryable = true,
            RetryAfter = full.Reset,
        };

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
