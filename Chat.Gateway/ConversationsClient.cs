using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Edge;
using Chat.ServiceDefaults;

namespace Chat.Gateway;

/// <summary>The clients of the system of record, which call in the name of the request's caller.</summary>
internal static class ConversationsClient
{
    private const string Address = "http://_grpc.conversations";
    private const string Package = "chat.conversations.v1";

    /// <summary>
    /// The methods that are named do nothing twice, so they are repeated while the service is away. What makes something
    /// new (a send, a version) or may end differently the second time (a leave) is for the client to repeat.
    /// </summary>
    public static void AddConversationsClients(this IHostApplicationBuilder builder)
    {
        builder.AddClient<ConversationService.ConversationServiceClient>("Get", "List", "ListUsage");
        builder.AddClient<ConversationChangeService.ConversationChangeServiceClient>(
            "FindOrCreateForAgent", "Update", "ChangeStatus", "Delete", "Restore");
        builder.AddClient<ParticipantService.ParticipantServiceClient>("Add", "ChangeRole");
        builder.AddClient<MessageService.MessageServiceClient>(
            "List", "ReadLog", "Get", "ListReplies", "Count", "ListPins", "ListVersions", "Search", "Statistics");
        builder.AddClient<MessageChangeService.MessageChangeServiceClient>("Delete", "React", "Pin");
        builder.AddClient<ThreadService.ThreadServiceClient>("List", "Get", "MarkRead");
        builder.AddClient<ReceiptService.ReceiptServiceClient>("Mark", "ViewMessages");
        builder.AddClient<AuditService.AuditServiceClient>("List");
        builder.AddClient<GenerationService.GenerationServiceClient>("GetJob", "CancelJob");
    }

    private static void AddClient<TClient>(this IHostApplicationBuilder builder, params string[] repeatable)
        where TClient : class
    {
        // A generated client stands inside its service's class.
        var service = $"{Package}.{typeof(TClient).DeclaringType!.Name}";
        builder.AddGrpcServiceClient<TClient>(Address)
            .AddForwardedToken()
            .AddInterceptor<RateHeadersInterceptor>()
            .RetryUnavailable([.. repeatable.Select(method => $"{service}/{method}")]);
    }
}
