using System.Globalization;
using System.Text.Json;
using Chat.Contracts.Rooms;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations.Paging;

/// <summary>
/// Every reply has a bound in bytes: a page that would be larger is shorter and says that there is more, and what is beyond
/// it comes with the next one.
/// </summary>
public sealed class LargestPageTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(4))
{
    private const int MiB = 1024 * 1024;

    /// <summary>A page of 3 MiB as gRPC counts it, and what JSON adds to it.</summary>
    private const int MostOfV1 = 8 * MiB;

    /// <summary>Pages of the older designs cannot say where they end, so they are longer.</summary>
    private const int MostOfDialects = 24 * MiB;

    [Fact]
    [Trait("Requirement", "GRP-03")]
    [Trait("Requirement", "RST-08")]
    [Trait("Requirement", "RST-47")]
    public async Task EveryRead_OfTheLargestContent_IsAnsweredWithinItsBound_AndListsGoOn()
    {
        var tenant = $"large-{Guid.NewGuid():N}";
        using var owner = Chat.As(new Claims($"owner-{Guid.NewGuid():N}") { Tenant = tenant, Roles = ["admin"] });
        using var agent = Chat.NewAgent(tenant: tenant);
        var content = new LargestContent(Chat, owner, agent);
        await content.MakeAsync(Cancel);
        var job = (await owner.AskAsync(Prompts.Short, Cancel)).JobId;

        var sizes = new List<(string Path, int Bytes)>();
        foreach (var (path, query) in await ReadsAsync(owner))
        {
            using var response = await owner.GetAsync(Filled(path, content, job) + query, Cancel);
            await ProblemAssert.StatusAsync(200, response);
            sizes.Add((path, (await response.Content.ReadAsByteArrayAsync(Cancel)).Length));
        }

        foreach (var (path, bytes) in sizes.OrderByDescending(size => size.Bytes))
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes,10} {path}"));
        Assert.All(sizes, size => Assert.InRange(
            size.Bytes, 1, size.Path.StartsWith("/v1/", StringComparison.Ordinal) ? MostOfV1 : MostOfDialects));
        // Or else it is not the largest content.
        Assert.True(sizes.Count(size => size.Bytes > 2 * MiB) >= 15);

        await EveryListGoesOnAsync(owner, content);
        await NumberedPagesSayThatTheyAreShortAsync(owner, content);
        await RoomsAreToldOfTheNewestAsync(owner, content);
    }

    [Fact]
    [Trait("Requirement", "GRP-03")]
    public async Task HistoryOfARoom_ReadWhileMessagesAreDeleted_IsNeverRefused()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        for (var seq = 1; seq <= 60; seq++)
            await ann.SendAsync(room, $"{seq}", Cancel);

        var deleting = Task.Run(
            async () =>
            {
                for (var seq = 1; seq <= 59; seq++)
                    await ann.DeleteMessageAsync(room, seq, Cancel);
            },
            Cancel);
        var reading = Enumerable.Range(0, 4).Select(async _ =>
        {
            do
            {
                var page = await bob.ReadAsync<JsonElement>($"/chat/rooms/{room}/messages?limit=200", Cancel);
                Assert.Equal("60", page.GetProperty("data").EnumerateArray().Last().GetProperty("content").GetString());
            }
            while (!deleting.IsCompleted);
        });
        await Task.WhenAll(reading.Append(deleting));

        var last = await bob.ReadAsync<JsonElement>($"/chat/rooms/{room}/messages?limit=200", Cancel);
        Assert.Equal(1, last.GetProperty("data").GetArrayLength());
    }

    /// <summary>All that can be read, by the document of the routes, each with its largest limit.</summary>
    private async Task<IReadOnlyList<(string Path, string Query)>> ReadsAsync(ChatClient reader)
    {
        var document = await reader.ReadAsync<JsonElement>("/openapi/v1.json", Cancel);
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               where path.Value.TryGetProperty("get", out _) && !path.Name.Contains("/stream/", StringComparison.Ordinal)
               select (path.Name, "?" + string.Join('&', Parameters(path.Value.GetProperty("get")))),
        ];
    }

    private static IEnumerable<string> Parameters(JsonElement operation)
    {
        if (!operation.TryGetProperty("parameters", out var parameters))
            yield break;
        foreach (var parameter in parameters.EnumerateArray())
        {
            var name = parameter.GetProperty("name").GetString()!;
            if (name == "limit")
                yield return $"limit={parameter.GetProperty("schema").GetProperty("maximum")}";
            if (name == "q" && operation.GetProperty("operationId").GetString()!.Contains("Messages", StringComparison.Ordinal))
                yield return $"q={LargestContent.Word}";
        }
    }

    /// <summary>A parameter that is not known here makes a path that is not found.</summary>
    private static string Filled(string path, LargestContent content, Guid job) => path
        .Replace("{conversationId}", $"{content.Room}", StringComparison.Ordinal)
        .Replace("{sessionId}", $"{content.Room}", StringComparison.Ordinal)
        .Replace("{roomId}", $"{content.Room}", StringComparison.Ordinal)
        .Replace("{id}", $"{content.Room}", StringComparison.Ordinal)
        .Replace("{messageId}", $"{content.Root}", StringComparison.Ordinal)
        .Replace("{threadId}", $"{content.Thread}", StringComparison.Ordinal)
        .Replace("{jobId}", $"{job}", StringComparison.Ordinal)
        .Replace("{agentId}", "large", StringComparison.Ordinal)
        .Replace("{role}", "assistant", StringComparison.Ordinal)
        .Replace("{count}", "200", StringComparison.Ordinal);

    /// <summary>Each item once and to the end, however many pages it takes.</summary>
    private async Task EveryListGoesOnAsync(ChatClient reader, LargestContent content)
    {
        var room = $"/v1/conversations/{content.Room}";
        foreach (var (path, cursor, least) in new[]
        {
            ("/v1/conversations?limit=100", "cursor", LargestContent.Copies),
            ($"{room}/threads?limit=100", "cursor", LargestContent.Copies),
            ($"/v1/search?q={LargestContent.Word}&limit=100&conversation={content.Room}", "cursor", 2 * LargestContent.Copies),
            ($"{room}/messages?limit=200", "after", LargestContent.Copies),
            ($"{room}/messages?limit=200", "before", LargestContent.Copies),
            ($"{room}/threads/{content.Thread}/messages?limit=200", "after", LargestContent.Copies),
        })
        {
            var (seen, next) = (new List<Guid>(), cursor == "before" ? $"{long.MaxValue}" : null);
            do
            {
                var page = await reader.ReadAsync<JsonElement>(path + (next is null ? "" : $"&{cursor}={next}"), Cancel);
                var items = page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()).ToList();
                Assert.NotEmpty(items);
                seen.AddRange(items);
                var more = page.GetProperty("nextCursor");
                next = more.ValueKind == JsonValueKind.Null ? null : Uri.EscapeDataString(more.ToString());
            }
            while (next is not null);
            Assert.Equal((path, seen.Count), (path, seen.Distinct().Count()));
            Assert.True(seen.Count > least, $"{path} gave {seen.Count}");
        }

        await AuditGoesOnAsync(reader, room);
    }

    private async Task AuditGoesOnAsync(ChatClient reader, string room)
    {
        var (numbers, more) = (new List<long>(), true);
        while (more)
        {
            var page = await reader.ReadAsync<JsonElement>($"{room}/audit?limit=500&after={numbers.LastOrDefault()}", Cancel);
            numbers.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetInt64()));
            more = page.GetProperty("hasMore").GetBoolean();
        }

        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers.Select(number => (int)number));
        Assert.True(numbers.Count > LargestContent.Changes);
    }

    private async Task NumberedPagesSayThatTheyAreShortAsync(ChatClient reader, LargestContent content)
    {
        foreach (var (path, most) in new[]
        {
            ("/api/conversations?limit=100", 100), ("/conversations?limit=100", 100), ("/conversations/my-conversations?limit=100", 100),
            ($"/api/conversations/{content.Room}/messages?limit=200", 200), ($"/messages/conversation/{content.Room}?limit=200", 200),
        })
        {
            var page = await reader.ReadAsync<JsonElement>(path, Cancel);
            var whole = page.GetProperty("data").GetArrayLength() == most;
            Assert.Equal((path, !whole), (path, page.GetProperty("pagination").TryGetProperty("shortened", out _)));
            Assert.True(page.GetProperty("pagination").GetProperty("total").GetInt64() > LargestContent.Copies);
        }
    }

    /// <summary>Both doors of the rooms design: the newest with their receipts, and that there are older ones.</summary>
    private async Task RoomsAreToldOfTheNewestAsync(ChatClient reader, LargestContent content)
    {
        var page = await reader.ReadAsync<JsonElement>($"/chat/rooms/{content.Room}/messages?limit=200", Cancel);
        using var channel = Chat.Grpc("conversations");
        var history = await new ChatService.ChatServiceClient(channel).GetMessageHistoryAsync(
            new() { RoomId = content.Room.ToString(), Limit = 200 }, GrpcCalls.As(reader.Token, Cancel));

        var newest = (await reader.MessagesAsync(content.Room, "?limit=1&newest=true", Cancel)).Items[0].Seq;
        var last = page.GetProperty("data").EnumerateArray().Last();
        Assert.True(page.GetProperty("hasMore").GetBoolean() && history.HasMore);
        Assert.Equal((newest, newest), (last.GetProperty("messageId").GetInt64(), history.Messages[^1].MessageId));
        Assert.Equal((999, 999), (last.GetProperty("readBy").GetArrayLength(), history.Messages[^1].ReadBy.Count));
    }
}
