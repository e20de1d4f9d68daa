using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Conversations.Purging;
using Chat.Conversations.Conversations.Reading;
using Chat.Conversations.Errors;
using Chat.Conversations.Generation.Changes;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Conversations;

/// <summary>Changes of conversations.</summary>
[Authorize]
internal sealed class ConversationChangesService(
    Appender appender, ConversationIds conversations, ConversationReader reader, ConversationPurge purge)
    : ConversationChangeService.ConversationChangeServiceBase
{
    public override async Task<CreateConversationResponse> Create(
        CreateConversationRequest request, ServerCallContext context)
    {
        var caller = context.ToChatCaller();
        var fields = new Fields();
        var create = NewConversations.Read(request, caller, fields);
        fields.ThrowIfInvalid();
        return await CreateAsync(caller, create, context.CancellationToken);
    }

    public override async Task<CreateConversationResponse> FindOrCreateForAgent(
        FindOrCreateForAgentRequest request, ServerCallContext context)
    {
        var caller = context.ToChatCaller();
        if (caller.Principal.Type != PrincipalType.Agent)
            throw new ChatException(ChatError.PermissionDenied("have an agent's conversation"));
        var fields = new Fields();
        var title = fields.OptionalText("title", request.Title, Limits.TitleCharacters);
        fields.ThrowIfInvalid();
        var create = new CreateConversation(caller, ConversationKinds.Agent)
        {
            Title = title,
            AgentId = caller.Principal.Id,
            UniqueKey = ConversationKinds.KeyOfAgent(caller.Principal),
        };
        return await CreateAsync(caller, create, context.CancellationToken);
    }

    public override async Task<Wire.Conversation> Update(UpdateConversationRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var update = new UpdateConversation(context.ToChatCaller(), Guid.Empty)
        {
            Title = request.HasTitle ? fields.OptionalText("title", request.Title, Limits.TitleCharacters) ?? "" : null,
            Description = request.HasDescription
                ? fields.OptionalText("description", request.Description, Limits.DescriptionCharacters) ?? ""
                : null,
            Metadata = request.HasMetadataJson ? fields.Metadata(request.MetadataJson) ?? "" : null,
            Channel = request.HasChannel ? fields.Word("channel", request.Channel, (ConversationKinds.Channels, "")) : null,
            Tags = request.ReplaceTags ? fields.Tags(request.Tags) : null,
            Status = fields.Status(request.Status),
            PermissionOverrides = request.ReplacePermissionOverrides
                ? fields.PermissionOverrides(request.PermissionOverrides)
                : null,
        };
        if (update.Channel is "") fields.Add("channel", "required", "must not be empty");
        fields.ThrowIfInvalid();
        // After the fields: a name that is wrong must not tell whether the conversation's is there.
        update = update with { ConversationId = await IdAsync(request.ConversationId, context) };
        return await ApplyAsync(update.Caller, update, context.CancellationToken);
    }

    public override async Task<Wire.Conversation> ChangeStatus(ChangeStatusRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        fields.Text("status", request.Status, Limits.TitleCharacters);
        var status = fields.Status(request.Status);
        fields.ThrowIfInvalid();
        var caller = context.ToChatCaller();
        var update = new UpdateConversation(caller, await IdAsync(request.ConversationId, context)) { Status = status };
        return await ApplyAsync(caller, update, context.CancellationToken);
    }

    public override async Task<Wire.Conversation> Clear(ConversationRequest request, ServerCallContext context)
    {
        var caller = context.ToChatCaller();
        var clear = new ClearConversation(caller, await IdAsync(request.ConversationId, context));
        return await ApplyAsync(caller, clear, context.CancellationToken);
    }

    public override async Task<Wire.Conversation> Delete(ConversationRequest request, ServerCallContext context)
    {
        var caller = context.ToChatCaller();
        var delete = new DeleteConversation(caller, await IdAsync(request.ConversationId, context));
        return await ApplyAsync(caller, delete, context.CancellationToken);
    }

    public override async Task<Wire.Conversation> Restore(ConversationRequest request, ServerCallContext context)
    {
        var caller = context.ToChatCaller();
        var restore = new RestoreConversation(caller, await IdAsync(request.ConversationId, context));
        return await ApplyAsync(caller, restore, context.CancellationToken);
    }

    public override async Task<PurgeResponse> Purge(ConversationRequest request, ServerCallContext context)
    {
        var id = await IdAsync(request.ConversationId, context);
        var purged = await purge.RunAsync(context.ToChatCaller(), id, context.CancellationToken);
        return new PurgeResponse { Messages = purged.Messages, LogEntries = purged.LogEntries };
    }

    public override async Task<RequestSummaryResponse> RequestSummary(
        ConversationRequest request, ServerCallContext context)
    {
        var summarize = new SummarizeConversation(
            context.ToChatCaller(), await IdAsync(request.ConversationId, context));
        var jobId = await appender.ApplyAsync(summarize, context.CancellationToken);
        return new RequestSummaryResponse { JobId = jobId.ToString("D") };
    }

    private async Task<CreateConversationResponse> CreateAsync(
        Caller caller, CreateConversation create, CancellationToken cancellationToken)
    {
        var found = await appender.ApplyAsync(create, cancellationToken);
        return new CreateConversationResponse
        {
            Conversation = await reader.GetAsync(caller, found.Id, includeDeleted: true, cancellationToken),
            Created = found.Created,
        };
    }

    private async Task<Wire.Conversation> ApplyAsync(
        Caller caller, IConversationChange<Guid> change, CancellationToken cancellationToken)
    {
        var id = await appender.ApplyAsync(change, cancellationToken);
        return await reader.GetAsync(caller, id, includeDeleted: true, cancellationToken);
    }

    private Task<Guid> IdAsync(string reference, ServerCallContext context)
    {
        var fields = new Fields();
        fields.Conversation(reference);
        fields.ThrowIfInvalid();
        return conversations.ResolveAsync(context.ToChatCaller(), reference, context.CancellationToken);
    }
}
