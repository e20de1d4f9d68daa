using Chat.Contracts;
using Chat.Gateway.Input;

namespace Chat.Gateway.Documents;

/// <summary>The doors of the API document, which is generated from the code.</summary>
internal static class DocumentExtensions
{
    public static void AddApiDocument(this IHostApplicationBuilder builder) =>
        builder.Services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer<DocumentOverview>();
            options.AddOperationTransformer<OperationDetails>();
        });

    /// <summary>Serves <c>/openapi/v1.json</c>, to everybody.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder routes) => routes.MapOpenApi().AllowAnonymous();

    /// <summary>Documents a query parameter as the number that it is.</summary>
    public static RouteHandlerBuilder WithNumber(
        this RouteHandlerBuilder route, string name, NumberRange range, long? @default, string description) =>
        route.WithMetadata(new NumberParameterMetadata(name, range, @default, description));

    /// <summary>Documents the header <see cref="HeaderNames.IdempotencyKey"/>.</summary>
    public static RouteHandlerBuilder WithIdempotencyKey(this RouteHandlerBuilder route) =>
        route.WithMetadata(IdempotencyKeyMetadata.Instance);
}
