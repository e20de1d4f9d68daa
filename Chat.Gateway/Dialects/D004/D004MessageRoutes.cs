using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Dialects.D004;

/// <summary>Messages of the fourth design.</summary>
internal static class D004MessageRoutes
{
    private const string Root = "/messages";
    private const string Of = Root + "/conversation/{id:maxlength(200)}";
    private const int DefaultLimit = 50;
    private const int MostLimit = 200;
    private const int MostChildren = 1_000;

    private static readonly NumberRange s_counts = new(1, long.MaxValue);

    public static void MapMessages(this RouteGroupBuilder group)
    {
        group.MapPost(Root, CreateAsync).Takes("d004CreateMessage", "Write a message");
        Paged(group.MapGet(Of, ListAsync).Reads("d004ListMessages", "Messages by page, oldest first"));
        Paged(group.MapGet(Of + "/role/{role}", OfRoleAsync).Reads("d004MessagesOfRole", "Messages of one role"));
        Paged(group.MapGet(Of + "/attachments", WithAttachmentsAsync).Reads("d004MessagesWithAttachments", "Messages with attachments"));
        group.MapGet(Of + "/search", SearchAsync).Reads("d004SearchMessages", "Full-text search, best match first");
        group.MapGet(Of + "/last/{count}", LastAsync).Reads("d004LastMessages", "The newest messages, oldest first");
        group.MapGet(Of + "/statistics", StatisticsAsync).Reads("d004MessageStatistics", "Counts by role, type, tokens and attachments");
        group.MapGet(Root + "/thread/{messageId:guid}", ThreadAsync).Reads("d004MessageThread", "A message and the ones that answer it");
        group.MapGet(Root + "/{messageId:guid}", GetAsync).Reads("d004GetMessage", "One message");
        group.MapDelete(Root + "/{messageId:guid}", DeleteAsync).Changes("d004DeleteMessage", "Delete a message");
    }

    private static RouteHandlerBuilder Paged(RouteHandlerBuilder route) => NumberedPage.Describe(route, DefaultLimit, MostLimit);

    private static async Task<Created<D004Message>> CreateAsync(
        [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = await D004Bodies.ReadMessageAsync(call.Http.Request, cancellationToken);
        var sent = await call.MessageChanges.SendAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Created($"{Root}/{sent.Message.Id}", sent.Message.ToD004());
    }

    private static Task<Ok<DialectPage<D004Message>>> ListAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken) =>
        PageAsync(call, new ListMessagesRequest { ConversationId = id, IncludeThreads = true }, cancellationToken);

    private static Task<Ok<DialectPage<D004Message>>> OfRoleAsync(
        string id, string role, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var known = Words.Parse<MessageRole>(problems.Word("role", role, Words.All<MessageRole>()));
        problems.ThrowIfAny();
        var request = new ListMessagesRequest { ConversationId = id, Role = known, IncludeThreads = true };
        return PageAsync(call, request, cancellationToken);
    }

    private static Task<Ok<DialectPage<D004Message>>> WithAttachmentsAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new ListMessagesRequest { ConversationId = id, WithAttachments = true, IncludeThreads = true };
        return PageAsync(call, request, cancellationToken);
    }

    private static async Task<Ok<DialectPage<D004Message>>> PageAsync(
        DialectCall call, ListMessagesRequest request, CancellationToken cancellationToken)
    {
        var page = NumberedPage.Read(call.Http, DefaultLimit, MostLimit);
        (request.Limit, request.Skip) = (page.Limit, page.Skip);
        var counted = new CountMessagesRequest
        {
            ConversationId = request.ConversationId,
            Role = request.Role,
            WithAttachments = request.WithAttachments,
            IncludeThreads = request.IncludeThreads,
        };
        var messages = await call.Messages.ListWholeAsync(request, cancellationToken);
        var total = await call.Messages.CountAsync(counted, cancellationToken: cancellationToken);
        return TypedResults.Ok(new DialectPage<D004Message>(
            [.. messages.Messages.Select(one => one.ToD004())], page.ToView(total.Count, messages.Messages.Count, messages.HasMore)));
    }

    private static async Task<Ok<IReadOnlyList<D004Message>>> SearchAsync(
        string id, string? q, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        if (string.IsNullOrWhiteSpace(q))
            problems.Required("q");
        problems.ThrowIfAny();
        var request = new SearchMessagesRequest { ConversationId = id, Query = q, Limit = DefaultLimit };
        return Shown((await call.Messages.SearchAsync(request, cancellationToken: cancellationToken)).Messages);
    }

    /// <summary>As many as there are, and no more than a page holds.</summary>
    private static async Task<Ok<IReadOnlyList<D004Message>>> LastAsync(
        string id, string count, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var wanted = problems.Number("count", count, s_counts) ?? 0;
        problems.ThrowIfAny();
        var request = new ListMessagesRequest
        {
            ConversationId = id,
            Newest = true,
            IncludeThreads = true,
            Limit = (int)Math.Min(wanted, MostLimit),
        };
        return Shown((await call.Messages.ListWholeAsync(request, cancellationToken)).Messages);
    }

    private static async Task<Ok<D004Statistics>> StatisticsAsync(
        string id, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new StatisticsRequest { ConversationId = id };
        var counts = await call.Messages.StatisticsAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(new D004Statistics(
            counts.Messages,
            counts.ByRole.ToDictionary(),
            counts.ByType.ToDictionary(),
            new D004Tokens(counts.PromptTokens, counts.CompletionTokens, counts.TotalTokens),
            counts.WithAttachments)
        {
            TotalCost = counts.Cost.ToDecimal() ?? 0,
        });
    }

    private static async Task<Ok<D004Thread>> ThreadAsync(
        Guid messageId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new ListRepliesRequest { MessageId = messageId.ToString() };
        ListMessagesResponse page;
        var (messages, bytes) = (new List<Message>(), 0L);
        do
        {
            request.Limit = Math.Min(MostLimit, MostChildren + 1 - messages.Count);
            page = await call.Messages.ListRepliesAsync(request, cancellationToken: cancellationToken);
            bytes += page.CalculateSize();
            // Each page begins with the parent.
            messages.AddRange(page.Messages.Skip(messages.Count == 0 ? 0 : 1));
            request.After = messages[^1].Seq;
        }
        while (page.HasMore && messages.Count <= MostChildren && bytes < WholePages.Bytes);

        return TypedResults.Ok(
            new D004Thread(messages[0].ToD004(), [.. messages.Skip(1).Select(one => one.ToD004())], page.HasMore));
    }

    private static async Task<Ok<D004Message>> GetAsync(
        Guid messageId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new GetMessageRequest { MessageId = messageId.ToString() };
        return TypedResults.Ok((await call.Messages.GetAsync(request, cancellationToken: cancellationToken)).ToD004());
    }

    private static async Task<Ok<D004Message>> DeleteAsync(
        Guid messageId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new DeleteMessageRequest { MessageId = messageId.ToString() };
        return TypedResults.Ok((await call.MessageChanges.DeleteAsync(request, cancellationToken: cancellationToken)).ToD004());
    }

    private static Ok<IReadOnlyList<D004Message>> Shown(IEnumerable<Message> messages) =>
        TypedResults.Ok<IReadOnlyList<D004Message>>([.. messages.Select(one => one.ToD004())]);
}

/// <summary>Counts of a conversation's messages.</summary>
public sealed record D004Statistics(
    long TotalMessages,
    IReadOnlyDictionary<string, long> ByRole,
    IReadOnlyDictionary<string, long> ByType,
    D004Tokens Tokens,
    long WithAttachments)
{
    public required decimal TotalCost { get; init; }
}
