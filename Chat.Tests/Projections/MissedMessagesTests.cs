using System.Text.Json;
using Chat.Tests.Infrastructure;
using StackExchange.Redis;

namespace Chat.Tests.Projections;

/// <summary>The lists of messages that came while their users had no connection.</summary>
[Trait("Requirement", "RDS-03")]
public sealed class MissedMessagesTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task MissedMessage_IsAReference_ThatLeadsToTheMessage()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var sent = await ann.SendAsync(room, "secret", Cancel);
        var list = await Eventually.ReadAsync(
            _ => redis.GetDatabase().ListRangeAsync(ListOf(bob)), all => all.Length == 1, s_soon, Cancel);

        var reference = JsonSerializer.Deserialize<JsonElement>((string)list[0]!);
        Assert.Equal(["messageId", "roomId", "id", "timestamp"], reference.EnumerateObject().Select(one => one.Name));
        Assert.Equal(sent.CreatedAt.ToUnixTimeMilliseconds(), reference.GetProperty("timestamp").GetInt64());
        Assert.Equal(room, reference.GetProperty("roomId").GetGuid());
        var found = await bob.ReadAsync<MessageView>($"/v1/messages/{reference.GetProperty("id").GetString()}", Cancel);
        Assert.Equal((reference.GetProperty("messageId").GetInt64(), "secret"), (found.Seq, found.Content));
    }

    [Fact]
    public async Task MissedMessage_ThatIsDeletedOrCleared_IsNotKept()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var other = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.SendAsync(other, "elsewhere", Cancel);
        foreach (var text in new[] { "one", "two", "three" })
            await ann.SendAsync(room, text, Cancel);
        await EndsAsAsync($"{room} 3, {room} 2, {room} 1, {other} 1");

        await ann.DeleteMessageAsync(room, 2, Cancel);
        await EndsAsAsync($"{room} 3, {room} 1, {other} 1");
        await ann.ActAsync(room, "clear", Cancel);
        await EndsAsAsync($"{other} 1");
        await ann.DeleteConversationAsync(other, Cancel);
        await EndsAsAsync("");

        Task<string> EndsAsAsync(string references) => Eventually.ReadAsync(
            _ => ReferencesAsync(redis.GetDatabase(), bob), last => last == references, s_soon, Cancel);
    }

    [Fact]
    public async Task LargeMessage_ToInventedIds_CostsNextToNothing()
    {
        const int Invented = 199;
        using var ann = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var database = redis.GetDatabase();
        var ids = Enumerable.Range(0, Invented).Select(_ => $"nobody-{Guid.NewGuid():N}").ToList();
        var room = (await ann.CreateConversationAsync(
            new NewConversation { Kind = "group", Participants = [.. ids.Select(id => new ParticipantBody(id))] }, Cancel)).Id;
        // As large as a message may be: 32,000 characters of three bytes each.
        var content = new string('語', 32_000);
        var sent = await ann.SendAsync(room, new NewMessage(content), Cancel);
        RedisKey[] lists = [.. ids.Select(id => (RedisKey)$"offline:{id}:messages")];
        await Eventually.ReadAsync(
            _ => Task.WhenAll(lists.Select(list => database.KeyExistsAsync(list))), there => there.All(one => one), s_soon, Cancel);

        RedisKey[] perMember = [.. lists, .. ids.Select(id => (RedisKey)$"user:{id}:rooms"), $"room:{room}:participants"];
        var bytes = 0L;
        foreach (var key in perMember) bytes += (long)await database.ExecuteAsync("MEMORY", "USAGE", key);
        var life = await Task.WhenAll(lists.Select(list => database.KeyTimeToLiveAsync(list)));

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes for {Invented} members");
        Assert.Equal(content, sent.Message.Content);
        Assert.InRange(bytes, 1, 150_000);
        Assert.All(life, left => Assert.InRange(left!.Value, TimeSpan.FromHours(23), TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task MissedMessages_OfSomebodyWhoWasHere_AreKeptForAWeek()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await bob.ConversationAsync(room, Cancel);

        await ann.SendAsync(room, "hello", Cancel);

        var life = await Eventually.ReadAsync(
            _ => redis.GetDatabase().KeyTimeToLiveAsync(ListOf(bob)), left => left is not null, s_soon, Cancel);
        Assert.InRange(life!.Value, TimeSpan.FromDays(6.9), TimeSpan.FromDays(7));
    }

    [Fact]
    [Trait("Requirement", "DLV-04")]
    public async Task MissedMessages_OlderThanAWeek_AreLetGo()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var database = redis.GetDatabase();
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await bob.ConversationAsync(room, Cancel);
        foreach (var days in new[] { 6.9, 7.1, 30 })
        {
            var at = TimeProvider.System.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds();
            await database.ListRightPushAsync(
                ListOf(bob), JsonSerializer.Serialize(new { messageId = days, roomId = "old", timestamp = at }));
        }

        await ann.SendAsync(room, "now", Cancel);

        await Eventually.ReadAsync(
            _ => ReferencesAsync(database, bob), last => last == $"{room} 1, old 6.9", s_soon, Cancel);
    }

    private static string ListOf(ChatClient user) => $"offline:{user.UserId}:messages";

    /// <summary>Newest first.</summary>
    private static async Task<string> ReferencesAsync(IDatabase database, ChatClient user) => string.Join(
        ", ",
        (await database.ListRangeAsync(ListOf(user)))
            .Select(one => JsonSerializer.Deserialize<JsonElement>((string)one!))
            .Select(one => $"{one.GetProperty("roomId").GetString()} {one.GetProperty("messageId")}"));
}
