using System.Globalization;
using System.Text.Json;
using Chat.Contracts.Rooms;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Conversations.Paging;

/// <summary>A page has a bound in bytes too: what is beyond it comes with the next page, and nothing is unreadable.</summary>
public sealed class LargePageTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    private const int Large = 45;

    private static readonly string[] s_attachments =
        [.. Enumerable.Range(0, 20).Select(one => $"https://example.com/{one}/{new string('a', 1900)}")];

    [Fact]
    [Trait("Requirement", "GRP-03")]
    [Trait("Requirement", "RST-08")]
    public async Task History_OfLargeMessages_IsReadToItsEnd_ByEveryDoor()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var text = new string('界', 31_000);
        for (var i = 0; i < Large; i++)
            await ann.SendAsync(group, new NewMessage($"{i} {text}") { Attachments = s_attachments }, Cancel);

        var first = await ann.MessagesAsync(group, "?limit=200", Cancel);
        var rest = await ann.MessagesAsync(group, $"?limit=200&after={first.Items[^1].Seq}", Cancel);
        var newest = await ann.MessagesAsync(group, "?limit=200&newest=true", Cancel);
        var log = await ReadLogAsync(ann, group);
        var numbered = await ann.ReadAsync<JsonElement>($"/api/conversations/{group}/messages?limit=100", Cancel);

        Assert.NotNull(first.NextCursor);
        Assert.Null(rest.NextCursor);
        Assert.Equal(Enumerable.Range(1, Large), first.Items.Concat(rest.Items).Select(message => (int)message.Seq));
        Assert.NotNull(newest.NextCursor);
        Assert.Equal(Large, newest.Items[^1].Seq);
        Assert.Equal(Enumerable.Range(1, log.Count), log.Select(offset => (int)offset));
        Assert.Equal(Large, numbered.GetProperty("data").GetArrayLength());
        foreach (var path in new[] { $"/chat/sessions/{group}/messages?limit=100", $"/messages/conversation/{group}?limit=100" })
            Assert.Equal(Large, (await ann.ReadAsync<JsonElement>(path, Cancel)).GetProperty("data").GetArrayLength());
        Assert.Equal(Large, (await ann.ReadAsync<JsonElement>($"/messages/conversation/{group}/last/{Large}", Cancel)).GetArrayLength());
        await AssertRoomAsync(ann, group);
    }

    /// <summary>The rooms design goes back by the time of the oldest message that it has.</summary>
    private async Task AssertRoomAsync(ChatClient reader, Guid group)
    {
        using var channel = Chat.Grpc("conversations");
        var rooms = new ChatService.ChatServiceClient(channel);
        var request = new GetMessageHistoryRequest { RoomId = group.ToString(), Limit = 200 };
        var (seen, pages, more) = (new List<long>(), 0, true);
        for (; more; pages++)
        {
            var page = await rooms.GetMessageHistoryAsync(request, GrpcCalls.As(reader.Token, Cancel));
            var before = request.FromDate.Length == 0 ? "" : $"&fromDate={request.FromDate}";
            var rest = await reader.ReadAsync<JsonElement>($"/chat/rooms/{group}/messages?limit=200{before}", Cancel);
            Assert.Equal(
                page.Messages.Select(message => message.MessageId),
                rest.GetProperty("data").EnumerateArray().Select(message => message.GetProperty("messageId").GetInt64()));
            Assert.Equal(page.HasMore, rest.GetProperty("hasMore").GetBoolean());
            seen.InsertRange(0, page.Messages.Select(message => message.MessageId));
            request.FromDate = page.Messages[0].Timestamp.ToString(CultureInfo.InvariantCulture);
            more = page.HasMore;
        }

        Assert.Equal(Enumerable.Range(1, Large), seen.Select(seq => (int)seq));
        Assert.InRange(pages, 2, 3);
    }

    [Fact]
    [Trait("Requirement", "FUT-06")]
    public async Task Versions_ComeInPages_NewestPageFirst()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(group, "1", Cancel);
        for (var version = 2; version <= 120; version++) await ann.EditAsync(group, 1, new { content = $"{version}" }, Cancel);

        var (newest, more) = await VersionsAsync(ann, group, "");
        var (oldest, none) = await VersionsAsync(ann, group, $"?before={newest[0]}");

        Assert.Equal(Enumerable.Range(21, 100), newest);
        Assert.Equal(Enumerable.Range(1, 20), oldest);
        Assert.Equal((true, false), (more, none));
    }

    private async Task<(int[] Texts, bool HasMore)> VersionsAsync(ChatClient reader, Guid group, string query)
    {
        var page = await reader.ReadAsync<JsonElement>($"/v1/conversations/{group}/messages/1/versions{query}", Cancel);
        var texts = page.GetProperty("items").EnumerateArray().Select(one => int.Parse(one.GetProperty("content").GetString()!));
        return ([.. texts], page.GetProperty("hasMore").GetBoolean());
    }

    /// <summary>The offsets of all entries, as a client follows them.</summary>
    private async Task<List<long>> ReadLogAsync(ChatClient reader, Guid group)
    {
        var (offsets, head) = (new List<long>(), 1L);
        while (offsets.Count < head)
        {
            var page = await reader.ReadAsync<LogPage>($"/v1/conversations/{group}/log?limit=500&after={offsets.LastOrDefault()}", Cancel);
            Assert.NotEmpty(page.Items);
            offsets.AddRange(page.Offsets);
            head = page.HeadOffset;
        }

        return offsets;
    }
}
