using System.Globalization;
using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Documents;
using Chat.Gateway.Input;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Gateway.Dialects.D001;

/// <summary>The first design's operations over HTTP, where a conversation is a room: <c>/chat/rooms…</c>.</summary>
internal static class D001Routes
{
    private const string Room = "/chat/rooms/{roomId:maxlength(200)}";
    private const int DefaultLimit = 50;

    private static readonly NumberRange s_limits = new(1, 200);
    private static readonly NumberRange s_ids = new(1, long.MaxValue);
    private static readonly string[] s_types = ["text", "image", "file"];

    public static void MapD001(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapDialect("D001");
        group.MapPost(Room + "/messages", SendAsync).Takes("d001SendMessage", "Write a message");
        group.MapGet(Room + "/messages", HistoryAsync).Reads("d001GetHistory", "The newest messages, oldest first")
            .WithNumber("limit", s_limits, DefaultLimit, "How many at most.")
            .WithText("fromDate", "The newest before this time: milliseconds since 1970, or ISO 8601.");
        group.MapPost(Room + "/join", JoinAsync).Changes("d001JoinRoom", "Enter a room; that of a pair is made when needed");
        group.MapPost(Room + "/leave", LeaveAsync).Changes("d001LeaveRoom", "Leave a room");
        group.MapPost(Room + "/delivered", DeliveredAsync).Takes("d001MarkDelivered", "Everything up to a message was received");
        group.MapPost(Room + "/read", ReadAsync).Takes("d001MarkRead", "Everything up to a message was read");
    }

    private static async Task<Created<Enveloped<D001Message>>> SendAsync(
        string roomId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(call.Http.Request, problems, cancellationToken);
        body.RequireSelf(call.Http.Request);
        var request = new SendMessageRequest
        {
            Content = body.RequiredText("content"),
            Type = Words.Parse<MessageType>(body.Word("messageType", s_types)),
            MetadataJson = body.RawObject("metadata") ?? "",
            ClientId = call.Http.Request.ReadClientId(body, problems),
        };
        problems.ThrowIfAny();
        request.ConversationId = (await D001Rooms.FindOrCreateAsync(call, roomId, cancellationToken)).Id;
        var sent = await call.MessageChanges.SendAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Created((string?)null, EnvelopeStyle.Of(call, sent.Message.ToD001(roomId, null)));
    }

    private static async Task<Ok<Enveloped<IReadOnlyList<D001Message>>>> HistoryAsync(
        string roomId, string? limit, string? fromDate, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        var before = ReadTime(problems, fromDate);
        var request = new ListMessagesRequest
        {
            ConversationId = roomId,
            Limit = (int)(problems.Number("limit", limit, s_limits) ?? DefaultLimit),
            Newest = true,
            BeforeDate = before is { } time ? Timestamp.FromDateTimeOffset(time) : null,
        };
        problems.ThrowIfAny();
        var page = await call.Messages.ListAsync(request, cancellationToken: cancellationToken);
        var (messages, cut) = await SeenAsync(call, roomId, page, cancellationToken);
        return TypedResults.Ok(EnvelopeStyle.Of(call, messages) with { HasMore = page.HasMore || cut });
    }

    /// <summary>
    /// The newest messages whose receipts fit into one answer, without what was deleted since; and whether older ones of the
    /// page did not.
    /// </summary>
    private static async Task<(IReadOnlyList<D001Message> Messages, bool Cut)> SeenAsync(
        DialectCall call, string roomId, ListMessagesResponse page, CancellationToken cancellationToken)
    {
        if (page.Messages.Count == 0)
            return ([], false);
        var newestFirst = page.Messages.Reverse().Select(one => one.Id);
        var request = new ViewReceiptsRequest { ConversationId = roomId, MessageIds = { newestFirst }, LiveOnly = true };
        var seen = await call.Receipts.ViewMessagesAsync(request, cancellationToken: cancellationToken);
        var messages =
            from message in page.Messages
            join one in seen.Messages on message.Id equals one.MessageId
            select message.ToD001(roomId, one);
        return ([.. messages], seen.Viewed < page.Messages.Count);
    }

    private static async Task<Ok<Enveloped<D001Room>>> JoinAsync(
        string roomId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var room = await D001Rooms.FindOrCreateAsync(call, roomId, cancellationToken);
        return TypedResults.Ok(EnvelopeStyle.Of(call, room.ToD001(roomId)));
    }

    private static async Task<Ok<Enveloped<D001Left>>> LeaveAsync(
        string roomId, [AsParameters] DialectCall call, CancellationToken cancellationToken)
    {
        var request = new RemoveParticipantRequest { ConversationId = roomId };
        await call.Participants.RemoveAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(EnvelopeStyle.Of(call, new D001Left(roomId)));
    }

    private static Task<Ok<Enveloped<D001Marked>>> DeliveredAsync(
        string roomId, [AsParameters] DialectCall call, CancellationToken cancellationToken) =>
        MarkAsync(call, roomId, ReceiptKind.Delivered, cancellationToken);

    private static Task<Ok<Enveloped<D001Marked>>> ReadAsync(
        string roomId, [AsParameters] DialectCall call, CancellationToken cancellationToken) =>
        MarkAsync(call, roomId, ReceiptKind.Read, cancellationToken);

    private static async Task<Ok<Enveloped<D001Marked>>> MarkAsync(
        DialectCall call, string roomId, ReceiptKind kind, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(call.Http.Request, problems, cancellationToken);
        body.RequireSelf(call.Http.Request);
        if (body.IsNull("messageId"))
            problems.Required("messageId");
        var messageId = body.Number("messageId", s_ids) ?? 0;
        problems.ThrowIfAny();
        var request = new MarkRequest
        {
            ConversationId = roomId, Kind = kind, MessageId = messageId.ToString(CultureInfo.InvariantCulture),
        };
        await call.Receipts.MarkAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(EnvelopeStyle.Of(call, new D001Marked(roomId, messageId, Words.Of(kind))));
    }

    private static DateTimeOffset? ReadTime(FieldProblems problems, string? text) =>
        long.TryParse(text, out var milliseconds) && milliseconds is >= 0 and < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : problems.Time("fromDate", text);
}
