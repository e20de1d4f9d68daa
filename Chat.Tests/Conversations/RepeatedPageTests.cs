using System.Net;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Conversations;

/// <summary>A page of history that its reader asks for again at once.</summary>
public sealed class RepeatedPageTests(SharedApplication chat) : SystemTest(chat)
{
    private const int Attempts = 5;

    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    [Fact]
    [Trait("Requirement", "ARC-09")]
    public async Task PageThatIsReadAgainAtOnce_AsksTheDatabaseNothing_AndOnlyForAMoment()
    {
        // The moment is short, and a busy machine may let it pass.
        var isRepeated = false;
        for (var attempt = 0; attempt < Attempts && !isRepeated; attempt++)
            isRepeated = await IsRepeatedAsync();

        Assert.True(isRepeated);
    }

    [Fact]
    public async Task PageOfOneReader_IsNoneOfAnother()
    {
        using var ann = Chat.NewUser();
        using var stranger = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(group, "for ann", Cancel);

        await ann.MessagesAsync(group, "?limit=5", Cancel);
        using var refused = await stranger.Http.GetAsync($"v1/conversations/{group}/messages?limit=5", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    /// <summary>Whether a page is answered again of which the database says that there is nothing to read.</summary>
    private async Task<bool> IsRepeatedAsync()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.SendAsync(group, "still the same", Cancel);
        var path = $"v1/conversations/{group}/messages?limit=5";

        var first = await ann.Http.GetStringAsync(path, Cancel);
        await HideAsync(group);
        using var again = await ann.Http.GetAsync(path, Cancel);
        var text = await again.Content.ReadAsStringAsync(Cancel);
        await Eventually.ReadAsync(
            async token =>
            {
                using var later = await ann.Http.GetAsync(path, token);
                return later.StatusCode;
            },
            status => status == HttpStatusCode.NotFound, s_soon, Cancel);
        return again.IsSuccessStatusCode && text == first;
    }

    /// <summary>Takes everybody out of the conversation behind the service's back.</summary>
    private async Task HideAsync(Guid conversation)
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand("UPDATE participants SET left_at = now() WHERE conversation_id = $1", database);
        command.Parameters.AddWithValue(conversation);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
