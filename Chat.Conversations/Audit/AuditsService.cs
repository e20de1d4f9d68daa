using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Paging;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Conversations.Audit;

/// <summary>The audit trail, for administrators of the tenant.</summary>
[Authorize]
internal sealed class AuditsService(
    ConversationIds conversations, ConversationHeads heads, AuditReader audit, IPrivilegedReads privileged)
    : AuditService.AuditServiceBase
{
    public override async Task<ListAuditResponse> List(ListAuditRequest request, ServerCallContext context)
    {
        var caller = context.ToChatCaller();
        var fields = new Fields();
        var reference = fields.Conversation(request.ConversationId);
        var after = fields.Position("after", request.After);
        var limit = fields.Limit("limit", request.Limit, PageLimits.AuditDefault, PageLimits.AuditMost);
        fields.ThrowIfInvalid();

        await RequireAdministratorAsync(caller, reference, context.CancellationToken);
        var id = await conversations.ResolveAsync(caller, reference, context.CancellationToken);
        var records = await audit.ReadAsync(caller.Tenant, id, (after, limit), context.CancellationToken);
        // Every conversation has at least the record of its beginning.
        if (records.Items.Count == 0 && after == 0) throw new ChatException(ChatError.NotFound("conversation"));
        if (await audit.IsUnrecordedAsync(caller, id, context.CancellationToken))
            await privileged.RecordAsync(caller, id, ReadActions.Audit, context.CancellationToken);
        return new ListAuditResponse { Records = { records.Items }, HasMore = records.HasMore };
    }

    /// <summary>Who may not even read the conversation does not learn from the refusal that it exists.</summary>
    private async Task RequireAdministratorAsync(Caller caller, string reference, CancellationToken cancellationToken)
    {
        if (caller.IsTenantAdmin) return;
        throw new ChatException(await heads.FindAsync(caller, reference, cancellationToken) is null
            ? ChatError.NotFound("conversation")
            : ChatError.PermissionDenied("read the audit trail"));
    }
}
