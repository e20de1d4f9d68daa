using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Dialects;

/// <summary>A request of a dialect and the services that its routes are carried out by.</summary>
internal sealed class DialectCall
{
    public HttpContext Http { get; init; } = null!;

    public ConversationService.ConversationServiceClient Conversations { get; init; } = null!;

    public ConversationChangeService.ConversationChangeServiceClient ConversationChanges { get; init; } = null!;

    public ParticipantService.ParticipantServiceClient Participants { get; init; } = null!;

    public MessageService.MessageServiceClient Messages { get; init; } = null!;

    public MessageChangeService.MessageChangeServiceClient MessageChanges { get; init; } = null!;

    public ThreadService.ThreadServiceClient Threads { get; init; } = null!;

    public ReceiptService.ReceiptServiceClient Receipts { get; init; } = null!;

    public TimeProvider Time { get; init; } = null!;
}
