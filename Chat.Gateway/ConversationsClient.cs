using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Edge;
using Chat.ServiceDefaults;

namespace Chat.Gateway;

/// <summary>The clients of the system of record, which call in the name of the request's caller.</summary>
internal static class ConversationsClient
{
    private const string Address = "http://_grpc.conversations";

    public static void AddConversationsClients(this IHostApplicationBuilder builder)
    {
        builder.Services.AddServiceTokenSource();
        builder.Services.AddSingleton<CountingInterceptor>();
        builder.AddClient<ConversationService.ConversationServiceClient>();
        builder.AddClient<ConversationChangeService.ConversationChangeServiceClient>();
        builder.AddClient<ParticipantService.ParticipantServiceClient>();
        builder.AddClient<MessageService.MessageServiceClient>();
        builder.AddClient<MessageChangeService.MessageChangeServiceClient>();
        builder.AddClient<ThreadService.ThreadServiceClient>();
        builder.AddClient<ReceiptService.ReceiptServiceClient>();
        builder.AddClient<AuditService.AuditServiceClient>();
        builder.AddClient<RateService.RateServiceClient>();
        builder.AddClient<GenerationService.GenerationServiceClient>();
        builder.AddServiceHealthCheck("conversations", Address);
    }

    private static void AddClient<TClient>(this IHostApplicationBuilder builder)
        where TClient : class =>
        builder.AddGrpcServiceClient<TClient>(Address).AddForwardedToken().AddInterceptor<CountingInterceptor>();
}
