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
        route.WithMetadata(new ParameterMetadata(name, description) { Range = range, Default = @default });

    /// <summary>Documents a query parameter as one of some words.</summary>
    public static RouteHandlerBuilder WithWord(
        this RouteHandlerBuilder route, string name, IReadOnlyCollection<string> words, string description) =>
        route.WithMetadata(new ParameterMetadata(name, description) { Words = words });

    /// <summary>Documents a query parameter as true or false.</summary>
    public static RouteHandlerBuilder WithFlag(this RouteHandlerBuilder route, string name, string description) =>
        route.WithMetadata(new ParameterMetadata(name, description) { IsFlag = true });

    /// <summary>Documents a query parameter as a text.</summary>
    public static RouteHandlerBuilder WithText(
        this RouteHandlerBuilder route, string name, string description, int? maxLength = null) =>
        route.WithMetadata(new ParameterMetadata(name, description) { MaxLength = maxLength });

    /// <summary>Documents the cursor of a page.</summary>
    public static RouteHandlerBuilder WithCursor(this RouteHandlerBuilder route) =>
        route.WithText("cursor", "nextCursor of the page before; none for the first page.");

    /// <summary>Documents the header <see cref="HeaderNames.IdempotencyKey"/>.</summary>
    public static RouteHandlerBuilder WithIdempotencyKey(this RouteHandlerBuilder route) =>
        route.WithMetadata(IdempotencyKeyMetadata.Instance);
}
