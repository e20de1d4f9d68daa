using Chat.ServiceDefaults;

namespace Chat.Gateway;

/// <summary>Calls the system of record in the name of the request's caller.</summary>
internal static class ConversationsClient
{
    private const string Address = "http://_grpc.conversations";
    private const string Package = "chat.conversations.v1";

    /// <summary>Repeats the named methods (<c>Service/Method</c>) while the service is away: they do nothing twice.</summary>
    public static void AddConversationsClient<TClient>(this IHostApplicationBuilder builder, params string[] repeatable)
        where TClient : class =>
        builder.AddGrpcServiceClient<TClient>(Address)
            .AddForwardedToken()
            .RetryUnavailable([.. repeatable.Select(method => $"{Package}.{method}")]);
}
