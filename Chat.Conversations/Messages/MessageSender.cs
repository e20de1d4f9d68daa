using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Chat.ServiceDefaults;
using Grpc.Core;

namespace Chat.Conversations.Messages;

/// <summary>In whose name a message is sent: the caller's own, or, by a service, a participant's.</summary>
internal sealed record MessageSender(Caller Caller, bool IsService)
{
    public static MessageSender Of(SendMessageRequest request, ServerCallContext context, Fields fields)
    {
        if (!context.GetHttpContext().User.IsService()) return new MessageSender(UserOf(request, context), IsService: false);
        if (request.Sender is not { Tenant.Length: > 0 } sender)
            throw new ChatException(ChatError.Validation("sender", "required", "A service must name a sender and its tenant."));
        return new MessageSender(
            new Caller(sender.Tenant, fields.Principal("sender.principal", sender.Principal)), IsService: true);
    }

    private static Caller UserOf(SendMessageRequest request, ServerCallContext context) => request.Sender is null
        ? context.ToChatCaller()
        : throw new ChatException(ChatError.PermissionDenied("name a sender"));
}
