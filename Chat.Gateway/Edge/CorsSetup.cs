using Chat.Gateway.Errors;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ContractHeaders = Chat.Contracts.HeaderNames;

namespace Chat.Gateway.Edge;

/// <summary>Says to browsers which pages may read answers.</summary>
internal sealed class CorsSetup(IOptions<OriginOptions> origins, IHostEnvironment environment) : IConfigureOptions<CorsOptions>
{
    private static readonly TimeSpan s_preflightAge = TimeSpan.FromMinutes(10);

    public void Configure(CorsOptions options) => options.AddDefaultPolicy(policy =>
    {
        policy
            .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete)
            .WithHeaders(
                HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.CacheControl, ContractHeaders.IdempotencyKey,
                ContractHeaders.TraceParent, "Last-Event-ID")
            .WithExposedHeaders(HeaderNames.Location, HeaderNames.RetryAfter, TraceIds.Header, RateHeaders.Policy, RateHeaders.Standing)
            .SetPreflightMaxAge(s_preflightAge);
        AllowOrigins(policy);
    });

    private void AllowOrigins(CorsPolicyBuilder policy)
    {
        if (environment.IsDevelopment())
            policy.SetIsOriginAllowed(_ => true).AllowCredentials();
        else if (origins.Value.Allowed.Contains(OriginOptions.Any))
            policy.AllowAnyOrigin();
        else
            policy.WithOrigins([.. origins.Value.Allowed]).AllowCredentials();
    }
}
