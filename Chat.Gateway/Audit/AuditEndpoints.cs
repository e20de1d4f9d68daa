using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Gateway.Documents;
using Chat.Gateway.Errors;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Audit;

/// <summary>Reading the audit trail.</summary>
internal static class AuditEndpoints
{
    private static readonly NumberRange s_limits = new(1, 500);
    private static readonly NumberRange s_numbers = new(0, long.MaxValue);

    public static RouteGroupBuilder MapAudit(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Paths.Conversation).WithTags("Audit").RequireAuthorization();
        group.MapGet("/audit", ListAsync)
            .WithName("listAudit")
            .WithSummary("Who did what, oldest first")
            .WithDescription("For callers whose token has the role admin.")
            .WithNumber("after", s_numbers, 0, "The last number that the reader has.")
            .WithNumber("limit", s_limits, 100, "How many at most.")
            .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound, ErrorCodes.PermissionDenied);
        return group;
    }

    private static async Task<Ok<AuditPage>> ListAsync(
        string conversationId,
        string? after,
        string? limit,
        AuditService.AuditServiceClient audit,
        CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var request = new ListAuditRequest
        {
            ConversationId = conversationId,
            After = problems.Number("after", after, s_numbers) ?? 0,
            Limit = (int)(problems.Number("limit", limit, s_limits) ?? 0),
        };
        problems.ThrowIfAny();
        return TypedResults.Ok((await audit.ListAsync(request, cancellationToken: cancellationToken)).ToPage());
    }
}
