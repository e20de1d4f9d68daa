using System.Security.Claims;

namespace Chat.Gateway.Identity;

/// <summary>Keeps the token with the principal that was read from it, for passing it on.</summary>
internal static class TokenKeeping
{
    /// <summary>The token handlers of the identity library leave this to the application.</summary>
    public static IApplicationBuilder UseTokenKeeping(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.User.Identity is ClaimsIdentity { IsAuthenticated: true } identity)
            identity.BootstrapContext ??= Credentials.Read(context.Request, withQuery: false).Header;
        return next(context);
    });
}
