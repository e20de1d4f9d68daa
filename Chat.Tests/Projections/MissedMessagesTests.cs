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
    public async Task MissedMessage_ThatIsEditedDeletedOrCleared_IsNotKeptAsItWas()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var redis = await Chat.OpenRedisAsync(Cancel);
        var other = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var room = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.SendAsync(other, "elsewhere", Cancel);
        foreach (var text in new[] { "one", "two", "three" })
            await ann.SendAsync(room, text, Cancel);
        await EndsAsAsync("three, two, one, elsewhere");

        await ann.EditAsync(room, 1, new { content = "changed" }, Cancel);
        await ann.DeleteMessageAsync(room, 2, Cancel);
        await EndsAsAsync("three, changed, elsewhere");
        await ann.CallAsync<JsonElement>("POST", $"/v1/conversations/{room}/clear", null, Cancel);
        await EndsAsAsync("elsewhere");
        await ann.DeleteConversationAsync(other, Cancel);
        await EndsAsAsync("");

        Task<string> EndsAsAsync(string texts) => Eventually.ReadAsync(
            _ => TextsAsync(redis.GetDatabase(), bob), last => last == texts, s_soon, Cancel);
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
        foreach (var days in new[] { 6.9, 7.1, 30 })
        {
            var at = TimeProvider.System.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds();
            await database.ListRightPushAsync(
                $"offline:{bob.UserId}:messages", JsonSerializer.Serialize(new { content = $"{days} days ago", timestamp = at }));
        }

        await ann.SendAsync(room, "now", Cancel);

        await Eventually.ReadAsync(_ => TextsAsync(database, bob), last => last == "now, 6.9 days ago", s_soon, Cancel);
    }

    /// <summary>Newest first.</summary>
    private static async Task<string> TextsAsync(IDatabase database, ChatClient user) => string.Join(
        ", ",
        (await database.ListRangeAsync($"offline:{user.UserId}:messages"))
            .Select(one => JsonSerializer.Deserialize<JsonElement>((string)one!).GetProperty("content").GetString()));
}
