using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Participants;

/// <summary>Somebody who shall take part.</summary>
/// <param name="Id">The user or agent.</param>
/// <param name="Type">user or agent; user without it.</param>
/// <param name="Role">admin, member or viewer; member without it.</param>
public sealed record NewParticipantBody(string Id, string? Type = null, string? Role = null)
{
    /// <summary>The roles that can be given, the owner's included: that place can be passed on.</summary>
    internal static readonly string[] Roles = ["owner", "admin", "member", "viewer"];

    internal static NewParticipant Read(JsonFields fields) => new()
    {
        Principal = fields.ReadPrincipal(),
        Role = fields.Word("role", Roles) ?? "",
    };

    internal static async Task<AddParticipantRequest> ReadAsync(
        string conversationId, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        var add = new AddParticipantRequest { ConversationId = conversationId, Participant = Read(body) };
        problems.ThrowIfAny();
        return add;
    }
}
