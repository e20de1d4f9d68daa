using Chat.Contracts.Errors;
using Chat.Gateway.Errors;
using Chat.ServiceDefaults;

namespace Chat.Gateway.Input;

/// <summary>Who acts is in the token; what a body says of it may only be the same.</summary>
internal static class Senders
{
    private static readonly string[] s_ids = ["senderId", "participantId", "userId"];
    private static readonly string[] s_types = ["senderType", "participantType", "userType"];

    /// <summary>Refuses a body that names somebody else.</summary>
    public static void RequireSelf(this JsonFields body, HttpRequest request)
    {
        var caller = request.HttpContext.User.ToCaller();
        var type = caller.Type == CallerType.Agent ? "agent" : "user";
        if (s_ids.Any(field => Differs(body.Text(field), caller.Id)) || s_types.Any(field => Differs(body.Text(field), type)))
            throw new ApiException(ErrorCodes.PermissionDenied, "You may not act for somebody else.");
    }

    private static bool Differs(string? said, string known) => said is not null && said != known;
}
