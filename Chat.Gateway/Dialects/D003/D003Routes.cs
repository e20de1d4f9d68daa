using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Documents;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Dialects.D003;

/// <summary>The routes of the third design, where a conversation is a session: <c>/chat/sessions…</c>, <c>/chat/messages…</c>.</summary>
internal static class D003Routes
{
    private const string Messages = "/chat/sessions/{sessionId:maxlength(200)}/messages";
    private const string Message = "/chat/messages/{messageId:guid}";
    private const int DefaultLimit = 50;
    private const int MostLimit = 200;
    private const int RecentDefault = 10;

    private static readonly NumberRange s_limits = new(1, MostLimit);

    public static void MapD003(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapDialect("D003");
        group.MapPost(Messages, SendAsync).Takes("d003SendMessage", "Write a message");
        NumberedPage.Describe(
            group.MapGet(Messages, ListAsync).Reads("d003ListMessages", "History by page, oldest first"), DefaultLimit, MostLimit);
        group.MapGet(Messages + "/recent", RecentAsync).Reads("d003RecentMessages", "The newest messages, oldest first")
            .WithNumber("limit", s_limits, RecentDefault, "How many at most.");
        group.MapGet(Messages + "/count", CountAsync).Reads("d003CountMessages", "How many messages there are");
        group.MapDelete(Messages, ClearAsync).Changes("d003ClearSession", "Remove all messages of a session");
        group.MapGet(Message, GetAsync).Reads("d003GetMessage", "One message");
        group.MapPut(Message, UpdateAsync).Takes("d003UpdateMessage", "Replace a message's content and metadata");
        group.MapDelete(Message, DeleteAsync).Changes("d003DeleteMessage", "Delete a message");
    }

    private static async Task<Created<Enveloped<D003Message>>> SendAsync(
        string sessionId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = await D003Bodies.ReadMessageAsync(sessionId, call.Http.Request, cancellationToken);
        var sent = await call.MessageChanges.SendAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Created($"/chat/messages/{sent.Message.Id}", EnvelopeStyle.Of(call, sent.Message.ToD003()));
    }

    private static async Task<Ok<Enveloped<IReadOnlyList<D003Message>>>> ListAsync(
        string sessionId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var page = NumberedPage.Read(call.Http, DefaultLimit, MostLimit);
        var request = new ListMessagesRequest
        {
            ConversationId = sessionId,
            Limit = page.Limit,
            Skip = page.Skip,
            IncludeThreads = true,
        };
        return await PageAsync(call, request, cancellationToken);
    }

    private static async Task<Ok<Enveloped<IReadOnlyList<D003Message>>>> RecentAsync(
        string sessionId, string? limit, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var wanted = problems.Number("limit", limit, s_limits) ?? RecentDefault;
        problems.ThrowIfAny();
        var request = new ListMessagesRequest
        {
            ConversationId = sessionId,
            Limit = (int)wanted,
            Newest = true,
            IncludeThreads = true,
        };
        return await PageAsync(call, request, cancellationToken);
    }

    private static async Task<Ok<Enveloped<IReadOnlyList<D003Message>>>> PageAsync(
        DialectCall call, ListMessagesRequest request, CancellationToken cancellationToken)
    {
        var page = await call.Messages.ListWholeAsync(request, cancellationToken);
        IReadOnlyList<D003Message> messages = [.. page.Messages.Select(one => one.ToD003())];
        return TypedResults.Ok(EnvelopeStyle.Of(call, messages) with { HasMore = page.HasMore });
    }

    private static async Task<Ok<Enveloped<D003Count>>> CountAsync(
        string sessionId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new CountMessagesRequest { ConversationId = sessionId, IncludeThreads = true };
        var counted = await call.Messages.CountAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(EnvelopeStyle.Of(call, new D003Count(counted.Count)));
    }

    private static async Task<Ok<Enveloped<D003Count>>> ClearAsync(
        string sessionId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new ConversationRequest { ConversationId = sessionId };
        var cleared = await call.ConversationChanges.ClearAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(EnvelopeStyle.Of(call, new D003Count(cleared.MessageCount)));
    }

    private static async Task<Ok<Enveloped<D003Message>>> GetAsync(
        Guid messageId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new GetMessageRequest { MessageId = messageId.ToString() };
        var message = await call.Messages.GetAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(EnvelopeStyle.Of(call, message.ToD003()));
    }

    private static async Task<Ok<Enveloped<D003Message>>> UpdateAsync(
        Guid messageId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = await D003Bodies.ReadUpdateAsync(messageId, call.Http.Request, cancellationToken);
        var message = await call.MessageChanges.EditAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(EnvelopeStyle.Of(call, message.ToD003()));
    }

    private static async Task<Ok<Enveloped<D003Message>>> DeleteAsync(
        Guid messageId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new DeleteMessageRequest { MessageId = messageId.ToString() };
        var message = await call.MessageChanges.DeleteAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(EnvelopeStyle.Of(call, message.ToD003()));
    }
}

/// <summary>How many messages there are.</summary>
public sealed record D003Count(long Count);

/// <summary>A message in the third design's names.</summary>
public sealed record D003Message(string Id, string SessionId, string Role, string Content)
{
    /// <summary>Null where there is none, as the design's table has it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required JsonElement? Metadata { get; init; }

    public required DateTime Timestamp { get; init; }
}
