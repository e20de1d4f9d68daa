using Chat.Gateway.Identity;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Chat.Gateway.Documents;

/// <summary>The API document's first page: what it is about and how to sign in.</summary>
internal sealed class DocumentOverview : IOpenApiDocumentTransformer
{
    public const string Bearer = "bearer";
    public const string Cookie = "cookie";

    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Chat",
            Version = "v1",
            Description =
                "People and LLM agents in the same conversations. Every refusal is a problem (RFC 9457) with a stable code; "
                + "ids are UUIDs, times are UTC, and pages are followed by cursor.",
        };
        // Wherever the document is read, the paths are beside it.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
            },
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = Credentials.CookieName,
                Description = "Requests that change something also need an allowed Origin.",
            },
        };
        AddHealth(document);
        return Task.CompletedTask;
    }

    /// <summary>The probe is no route of ours, so nothing tells the document of it.</summary>
    private static void AddHealth(OpenApiDocument document) => document.Paths["/health"] = new OpenApiPathItem
    {
        Operations = new Dictionary<HttpMethod, OpenApiOperation>
        {
            [HttpMethod.Get] = new OpenApiOperation
            {
                OperationId = "health",
                Summary = "Whether everything that is needed can be reached",
                Responses = new OpenApiResponses
                {
                    ["200"] = new OpenApiResponse { Description = "It can, or the rest can do without." },
                    ["503"] = new OpenApiResponse { Description = "The components say what cannot be reached." },
                },
            },
        },
    };
}
