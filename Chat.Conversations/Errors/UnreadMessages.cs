using Chat.Contracts;
using Chat.Contracts.Errors;
using Google.Protobuf;
using StatusCode = Grpc.Core.StatusCode;

namespace Chat.Conversations.Errors;

/// <summary>
/// Gives a stable code to calls whose message cannot be read: gRPC refuses them before any interceptor, and calls it
/// our mistake.
/// </summary>
internal static class UnreadMessages
{
    private const string Status = "grpc-status";
    private const string Text = "grpc-message";

    private static readonly object s_read = new();

    private static readonly Dictionary<string, ChatError> s_refusals = new()
    {
        [Of(StatusCode.Unknown)] = ChatError.Malformed,
        [Of(StatusCode.Internal)] = ChatError.Malformed,
        [Of(StatusCode.InvalidArgument)] = ChatError.Malformed,
        [Of(StatusCode.ResourceExhausted)] = ChatError.TooLarge,
    };

    /// <summary>Must stand around the services.</summary>
    public static IApplicationBuilder UseCodesForUnreadMessages(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        var headers = context.Response.Headers;
        if (context.Response.HasStarted || context.Items.ContainsKey(s_read)
            || !s_refusals.TryGetValue(headers[Status].ToString(), out var refusal))
            return;
        var detail = new ErrorDetail { Code = refusal.Code, Message = refusal.Message };
        headers[Status] = Of(StatusCodes.Of(refusal));
        headers[Text] = Uri.EscapeDataString(refusal.Message);
        headers[HeaderNames.ErrorTrailer] = Convert.ToBase64String(detail.ToByteArray());
    });

    /// <summary>The message was read: from here on the interceptors know what to say.</summary>
    public static void MarkRead(HttpContext context) => context.Items[s_read] = true;

    private static string Of(StatusCode status) => ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
