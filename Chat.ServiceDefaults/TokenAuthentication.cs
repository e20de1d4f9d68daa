using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults;

/// <summary>Lets a service tell who calls it.</summary>
public static class TokenAuthentication
{
    /// <summary>
    /// Accepts user tokens and makes them the default that <c>RequireAuthorization()</c> and <c>[Authorize]</c> ask for.
    /// </summary>
    public static TBuilder AddTokenAuthentication<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddOptions<TokenAuthenticationOptions>()
            .BindConfiguration(TokenAuthenticationOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<TokenAuthenticationOptions>, TokenAuthenticationOptionsValidator>());

        builder.Services.ConfigureOptions<UserTokenSetup>();
        builder.Services.AddAuthentication().AddJwtBearer(TokenSchemes.User, _ => { });
        builder.Services.AddAuthorizationBuilder()
            .SetDefaultPolicy(new AuthorizationPolicyBuilder(TokenSchemes.User).RequireAuthenticatedUser().Build());
        builder.Services.TryAddSingleton<UserTokenValidator>();
        return builder;
    }

    /// <summary>
    /// Accepts service tokens where <see cref="Policies.Service"/> or <see cref="Policies.UserOrService"/> asks for them.
    /// </summary>
    public static TBuilder AddServiceTokenAuthentication<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddServiceTokenOptions();
        builder.Services.ConfigureOptions<ServiceTokenSetup>();
        builder.Services.AddAuthentication().AddJwtBearer(TokenSchemes.Service, _ => { });
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Service, policy => policy
                .AddAuthenticationSchemes(TokenSchemes.Service)
                .RequireAuthenticatedUser())
            .AddPolicy(Policies.UserOrService, policy => policy
                .AddAuthenticationSchemes(TokenSchemes.User, TokenSchemes.Service)
                .RequireAuthenticatedUser());
        return builder;
    }

    /// <summary>Mints tokens of this service (<see cref="ServiceTokenSource"/>).</summary>
    public static void AddServiceTokenSource(this IServiceCollection services)
    {
        services.AddServiceTokenOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ServiceTokenSource>();
    }

    internal static void AddServiceTokenOptions(this IServiceCollection services)
    {
        services.AddOptions<ServiceTokenOptions>()
            .BindConfiguration(ServiceTokenOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ServiceTokenOptions>, ServiceTokenOptionsValidator>());
    }
}
