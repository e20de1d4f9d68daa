using System.Text.Json.Nodes;
using Chat.Contracts.Errors;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Dialects;

/// <summary>What the API document says about the routes of dialects.</summary>
internal static class DialectRoutes
{
    public static RouteGroupBuilder MapDialect(this IEndpointRouteBuilder routes, string name) =>
        routes.MapGroup("").WithTags(name).RequireAuthorization();

    /// <summary>A route that reads.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder route, string name, string summary) => route
        .WithName(name).WithSummary(summary).WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);

    /// <summary>A route that changes without a body.</summary>
    public static RouteHandlerBuilder Changes(this RouteHandlerBuilder route, string name, string summary) => route
        .WithName(name).WithSummary(summary)
        .WithChangeErrors(ErrorCodes.ConversationClosed, ErrorCodes.InvalidTransition, ErrorCodes.WrongState);

    /// <summary>A route that changes by a JSON object.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, string name, string summary) => route
        .WithName(name).WithSummary(summary)
        .Accepts<JsonObject>("application/json")
        .WithBodyErrors(
            ErrorCodes.ConversationClosed, ErrorCodes.IdempotencyConflict, ErrorCodes.InvalidTransition,
            ErrorCodes.AlreadyExists, ErrorCodes.VersionConflict, ErrorCodes.ConversationFull);
}
