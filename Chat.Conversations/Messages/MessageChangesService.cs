using System.Diagnostics;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Conversations;
using Chat.Conversations.Conversations.Purging;
using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Chat.ServiceDefaults;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Messages;

/// <summary>Changes of messages; a service may send in a participant's name.</summary>
[Authorize]
internal sealed class MessageChangesService(
    Appender appender, ConversationIds conversations, MessageRefs messages, MessageReader reader, IOptions<PurgingOptions> purging)
    : MessageChangeService.MessageChangeServiceBase
{
    [Authorize(Policies.UserOrService)]
    public override async Task<SendMessageResponse> Send(SendMessageRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var sender = MessageSender.Of(request, context, fields);
        var reference = fields.Conversation(request.ConversationId);
        var draft = MessageDrafts.Read(request, sender.Caller, fields);
        fields.ThrowIfInvalid();

        var conversationId = await conversations.ResolveAsync(
            sender.Caller, reference, context.CancellationToken);
        var parent = await ParentAsync(request, sender.Caller, context.CancellationToken);
        var send = new SendMessage(sender.Caller, conversationId, draft with { ParentId = parent })
        {
            IsService = sender.IsService,
            TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: var id } ? id : null,
        };
        var sent = await appender.ApplyAsync(send, context.CancellationToken);
        return new SendMessageResponse
        {
            Message = sent.Message is { } message
                ? message.ToNewWire()
                : await reader.GetSentAsync(sender.Caller, conversationId, sent.MessageId, context.CancellationToken),
            RepeatedCall = sent.Message is null,
            JobId = sent.JobId?.ToString("D") ?? "",
        };
    }

    public override async Task<Wire.Message> Edit(EditMessageRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var message = fields.Message(request.ConversationId, request.MessageId);
        var content = request.HasContent ? fields.Content(request.Content, mayBeEmpty: true) : null;
        var metadata = request.HasMetadataJson ? fields.Metadata(request.MetadataJson) ?? "" : null;
        var attachments = request.ReplaceAttachments ? fields.Attachments(request.Attachments) : null;
        fields.ThrowIfInvalid();

        var caller = context.ToChatCaller();
        var target = await messages.ResolveAsync(caller, request.ConversationId, message, context.CancellationToken);
        var edit = new EditMessage(caller, target.ConversationId, target.MessageId)
        {
            Content = content,
            Metadata = metadata,
            Attachments = attachments,
            ExpectedVersion = request.ExpectedVersion == 0 ? null : request.ExpectedVersion,
            Named = MentionText.Candidates(content ?? ""),
        };
        return await ApplyAsync(caller, edit, context.CancellationToken);
    }

    public override async Task<Wire.Message> Delete(DeleteMessageRequest request, ServerCallContext context)
    {
        var (caller, target) = await TargetAsync(request.ConversationId, request.MessageId, context);
        var delete = new DeleteMessage(caller, target.ConversationId, target.MessageId);
        return (await appender.ApplyAsync(delete, context.CancellationToken)).ToWire();
    }

    public override async Task<Wire.Message> Restore(RestoreMessageRequest request, ServerCallContext context)
    {
        var (caller, target) = await TargetAsync(request.ConversationId, request.MessageId, context);
        var restore = new RestoreMessage(caller, target.ConversationId, target.MessageId, purging.Value.DeletedAfter);
        return await ApplyAsync(caller, restore, context.CancellationToken);
    }

    public override async Task<Wire.Message> React(ReactRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var emoji = fields.Emoji(request.Emoji);
        fields.ThrowIfInvalid();
        var (caller, target) = await TargetAsync(request.ConversationId, request.MessageId, context);
        var react = new ReactToMessage(caller, target.ConversationId, target.MessageId, emoji) { Present = request.Present };
        return await ApplyAsync(caller, react, context.CancellationToken);
    }

    public override async Task<Wire.Message> Pin(PinRequest request, ServerCallContext context)
    {
        var (caller, target) = await TargetAsync(request.ConversationId, request.MessageId, context);
        var pin = new PinMessage(caller, target.ConversationId, target.MessageId, request.Pinned);
        return await ApplyAsync(caller, pin, context.CancellationToken);
    }

    private async Task<Wire.Message> ApplyAsync(
        Caller caller, IConversationChange<Message> change, CancellationToken cancellationToken)
    {
        var changed = await appender.ApplyAsync(change, cancellationToken);
        return await ShowAsync(caller, changed.ConversationId, changed.Id, cancellationToken);
    }

    private Task<Wire.Message> ShowAsync(
        Caller caller, Guid conversationId, Guid messageId, CancellationToken cancellationToken) =>
        reader.GetAsync(caller, conversationId.ToString("D"), messageId.ToString("D"), cancellationToken);

    private async Task<(Caller Caller, MessageRef Target)> TargetAsync(
        string conversation, string message, ServerCallContext context)
    {
        var fields = new Fields();
        fields.Message(conversation, message);
        fields.ThrowIfInvalid();
        var caller = context.ToChatCaller();
        return (caller, await messages.ResolveAsync(caller, conversation, message, context.CancellationToken));
    }

    private async Task<Guid?> ParentAsync(SendMessageRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (request.ParentId.Length == 0) return null;
        var parent = await messages.ResolveAsync(
            caller, request.ConversationId, request.ParentId, cancellationToken);
        return parent.MessageId;
    }
}
