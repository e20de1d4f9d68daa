using System.Text.Json;
using Chat.Bench.Doors;
using Chat.Bench.Load;

namespace Chat.Bench.Scenarios;

/// <summary>Requests of an application, each to one of the ground's conversations by its owner.</summary>
internal sealed class Journey(RestDoor door, Ground ground)
{
    private const string C = "/v1/conversations/{c}";

    /// <summary>Every request that is made often; those that write come first, so that there is something to read.</summary>
    public static readonly JourneyStep[] Steps =
    [
        new("send", (j, i, token) => j.PostAsync(i, $"{C}/messages", Message(), token)),
        new("send with mention", (j, i, token) => j.PostAsync(i, $"{C}/messages", Mention(i), token)),
        new("ask", (j, i, token) => j.PostAsync(i, "/v1/chat", new { message = "hello", clientId = Id() }, token)),
        new("edit", (j, i, token) => j.CallAsync(i, HttpMethod.Patch, $"{C}/messages/2", new { content = Id() }, token)),
        new("react", (j, i, token) => j.CallAsync(i, HttpMethod.Put, $"{C}/messages/3/reactions/%F0%9F%91%8D", null, token)),
        new("pin", (j, i, token) => j.CallAsync(i, HttpMethod.Put, $"{C}/messages/3/pin", null, token)),
        new("delete", (j, i, token) => j.CallAsync(i, HttpMethod.Delete, $"{C}/messages/4", null, token)),
        new("start a thread", (j, i, token) => j.ThreadAsync(i, token)),
        new("mark read", (j, i, token) => j.PostAsync(i, $"{C}/receipts", new { kind = "read", uptoSeq = 5 }, token)),
        new("create a group", (j, i, token) => j.PostAsync(i, "/v1/conversations", new { kind = "group", title = Id() }, token)),
        new("find a direct one", (j, i, token) => j.PostAsync(i, "/v1/conversations", Direct(), token)),
        new("archive", (j, i, token) => j.PostAsync(i + 1000, $"{C}/archive", null, token)),
        new("list", Get("/v1/conversations")),
        new("list by status", Get("/v1/conversations?status=any&kind=group")),
        new("list by tag", Get("/v1/conversations?tag=none")),
        new("list by text", Get("/v1/conversations?q=group")),
        new("list by message text", Get("/v1/conversations?q=fox&inMessages=true")),
        new("list by participant", Get("/v1/conversations?participant=user:user-1")),
        new("get", Get(C)),
        new("participants", Get($"{C}/participants")),
        new("log", Get($"{C}/log?after=2")),
        new("history", Get($"{C}/messages?after=2")),
        new("history backward", Get($"{C}/messages?before=9")),
        new("history from a date", Get($"{C}/messages?fromDate=2020-01-01")),
        new("history by role", Get($"{C}/messages?role=assistant")),
        new("history with attachments", Get($"{C}/messages?withAttachments=true")),
        new("recent", Get($"{C}/messages/recent")),
        new("one message", Get($"{C}/messages/2")),
        new("versions", Get($"{C}/messages/2/versions")),
        new("replies", Get($"{C}/messages/2/replies")),
        new("receipts", Get($"{C}/messages/2/receipts")),
        new("pins", Get($"{C}/pins")),
        new("count", Get($"{C}/messages/count")),
        new("statistics", Get($"{C}/messages/statistics")),
        new("threads", Get($"{C}/threads")),
        new("usage", Get($"{C}/usage")),
        new("search", Get("/v1/search?q=fox")),
        new("search rare", Get("/v1/search?q=123457")),
        new("search in one", Get("/v1/search?q=fox&conversation={c}")),
    ];

    private static Func<Journey, int, CancellationToken, Task> Get(string path) =>
        (journey, index, token) => journey.CallAsync(index, HttpMethod.Get, path, null, token);

    private static string Id() => Guid.NewGuid().ToString("N");

    private static object Message() => new { content = $"a link {Id()}", attachments = new[] { "https://example.com/a.pdf" } };

    private static object Mention(int index) => new { content = $"@user-{index + 1} look" };

    private static object Direct() => new { kind = "direct", participants = new[] { new { id = "user-9999", type = "user" } } };

    private Task<JsonElement> PostAsync(int index, string path, object? body, CancellationToken cancellationToken) =>
        CallAsync(index, HttpMethod.Post, path, body, cancellationToken);

    private async Task ThreadAsync(int index, CancellationToken cancellationToken)
    {
        var thread = await CallAsync(index, HttpMethod.Post, $"{C}/threads", new { title = "aside", content = "root" }, cancellationToken);
        var path = $"{C}/threads/{thread.GetProperty("id").GetString()}";
        await CallAsync(index, HttpMethod.Post, $"{path}/messages", new { content = "answer" }, cancellationToken);
        await CallAsync(index, HttpMethod.Get, $"{path}/messages", null, cancellationToken);
    }

    private Task<JsonElement> CallAsync(
        int index, HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        door.CallAsync(index, method, path.Replace("{c}", ground[index], StringComparison.Ordinal), body, cancellationToken);
}
