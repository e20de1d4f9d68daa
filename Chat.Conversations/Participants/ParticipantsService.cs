using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Conversations;
using Chat.Conversations.Conversations.Reading;
using Chat.Conversations.Validation;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Participants;

/// <summary>Changes of membership.</summary>
[Authorize]
internal sealed class ParticipantsService(Appender appender, ConversationIds conversations, ConversationReader reader)
    : ParticipantService.ParticipantServiceBase
{
    public override async Task<Wire.Conversation> Add(AddParticipantRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var comer = fields.Principal("participant", request.Participant?.Principal);
        var role = fields.GrantedRole("role", request.Participant?.Role ?? "");
        var (caller, id) = await EnterAsync(fields, request.ConversationId, context);
        await appender.ApplyAsync(new AddParticipant(caller, id, comer, role), context.CancellationToken);
        return await reader.GetAsync(caller, id, includeDeleted: false, context.CancellationToken);
    }

    public override async Task<Wire.Conversation> Remove(RemoveParticipantRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var leaver = request.Participant is null
            ? context.ToChatCaller().Principal
            : fields.Principal("participant", request.Participant);
        var (caller, id) = await EnterAsync(fields, request.ConversationId, context);
        await appender.ApplyAsync(new RemoveParticipant(caller, id, leaver), context.CancellationToken);
        // Who left sees no more than that it is so.
        return leaver == caller.Principal
            ? new Wire.Conversation { Id = id.ToString("D") }
            : await reader.GetAsync(caller, id, includeDeleted: false, context.CancellationToken);
    }

    public override async Task<Wire.Conversation> ChangeRole(ChangeRoleRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var who = fields.Principal("participant", request.Participant);
        var role = fields.Word("role", request.Role, (Roles.FromMost, ""));
        if (role.Length == 0) fields.Add("role", "required", "must not be empty");
        var (caller, id) = await EnterAsync(fields, request.ConversationId, context);
        await appender.ApplyAsync(new ChangeRole(caller, id, who, role), context.CancellationToken);
        return await reader.GetAsync(caller, id, includeDeleted: false, context.CancellationToken);
    }

    private async Task<(Caller Caller, Guid Id)> EnterAsync(Fields fields, string reference, ServerCallContext context)
    {
        fields.Conversation(reference);
        fields.ThrowIfInvalid();
        var caller = context.ToChatCaller();
        return (caller, await conversations.ResolveAsync(caller, reference, context.CancellationToken));
    }
}
