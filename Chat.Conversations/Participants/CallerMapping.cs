using Chat.Contracts.Conversations.V1;
using Chat.ServiceDefaults;
using Grpc.Core;

namespace Chat.Conversations.Participants;

/// <summary>The validated token's identity in the words of this service.</summary>
internal static class CallerMapping
{
    /// <summary>The token's role that makes an administrator of the tenant.</summary>
    private const string AdminRole = "admin";

    public static Caller ToChatCaller(this ServerCallContext context)
    {
        var identity = context.ToCaller();
        var type = identity.Type == CallerType.Agent ? PrincipalType.Agent : PrincipalType.User;
        return new Caller(identity.Tenant, new Principal(type, identity.Id))
        {
            IsTenantAdmin = identity.HasRole(AdminRole),
        };
    }
}
