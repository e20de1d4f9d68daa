using Chat.ServiceDefaults;

namespace Chat.Presence.Online;

/// <summary>Who may ask: services, and users.</summary>
internal static class ReaderPolicy
{
    public const string Name = "PresenceReader";

    public static IHostApplicationBuilder AddReaderPolicy(this IHostApplicationBuilder builder)
    {
        builder.Services.AddAuthorizationBuilder().AddPolicy(Name, policy => policy
            .AddAuthenticationSchemes(TokenSchemes.Service, TokenSchemes.User)
            .RequireAuthenticatedUser());
        return builder;
    }
}
