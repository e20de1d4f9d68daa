using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Participants;

/// <summary>A participant's new role.</summary>
/// <param name="Role">owner, admin, member or viewer.</param>
public sealed record RoleBody(string Role)
{
    internal static async Task<ChangeRoleRequest> ReadAsync(
        ParticipantPath path, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        var change = new ChangeRoleRequest
        {
            ConversationId = path.ConversationId,
            Participant = problems.PathPrincipal(path.Type, path.Id),
            Role = body.RequiredWord("role", NewParticipantBody.Roles),
        };
        problems.ThrowIfAny();
        return change;
    }
}

/// <summary>A participant, as it stands in a path.</summary>
internal readonly record struct ParticipantPath(string ConversationId, string Type, string Id);
