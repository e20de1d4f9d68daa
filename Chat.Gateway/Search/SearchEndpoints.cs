using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Gateway.Documents;
using Chat.Gateway.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Search;

/// <summary>Finding messages by their words.</summary>
internal static class SearchEndpoints
{
    public static RouteGroupBuilder MapSearch(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/search").WithTags("Search").RequireAuthorization();
        group.MapGet("", SearchAsync)
            .WithName("searchMessages")
            .WithSummary("Find messages, best match first")
            .WithDescription("Inside what the caller may read; never deleted messages.")
            .WithText("q", "As one writes to a search engine: words, \"phrases\", or, -without.", SearchQuery.MaxLength)
            .WithText("conversation", "Only in this conversation.", SearchQuery.MaxLength)
            .WithNumber("limit", SearchQuery.Limits, 20, "How many at most.")
            .WithCursor()
            .WithMetadata(new FieldNames(("query", "q"), ("conversationId", "conversation")))
            .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);
        return group;
    }

    private static async Task<Ok<SearchPage>> SearchAsync(
        [AsParameters] SearchQuery query,
        MessageService.MessageServiceClient messages,
        CancellationToken cancellationToken)
    {
        var response = await messages.SearchAsync(query.ToRequest(), cancellationToken: cancellationToken);
        return TypedResults.Ok(response.ToPage());
    }
}
