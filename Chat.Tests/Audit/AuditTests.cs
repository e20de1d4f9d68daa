using System.Text.Json;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Audit;

/// <summary>The audit trail: one record for each act, chained, append-only, and a verifier that sees every tampering.</summary>
[Trait("Requirement", "AUD-01")]
public sealed class AuditTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    private const string Secret = "the launch code is 4711";

    [Fact]
    public async Task EveryAct_IsOneRecord_WithoutItsText()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var admin = Administrator();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        var message = await ann.SendAsync(group, Secret, Cancel);
        await ann.EditAsync(group, message.Id, new { content = Secret + "!" }, Cancel);
        await bob.ReactAsync(group, message.Id, "👍", Cancel);
        await ann.DeleteMessageAsync(group, message.Id, Cancel);
        using var read = await admin.GetAsync($"/v1/conversations/{group}/messages", Cancel);

        var trail = await admin.ReadAsync<JsonElement>($"/v1/conversations/{group}/audit", Cancel);
        var records = trail.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(200, (int)read.StatusCode);
        Assert.Equal(
            ["conversation.created", "participant.joined", "participant.joined", "message.created", "message.edited", "reaction.added",
                "message.deleted", "messages.read"],
            records.Select(record => record.GetProperty("action").GetString()));
        Assert.Equal(Enumerable.Range(1, records.Count), records.Select(record => record.GetProperty("number").GetInt32()));
        Assert.DoesNotContain("4711", trail.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(admin.UserId, records[^1].GetProperty("actor").GetProperty("id").GetString());
    }

    [Fact]
    public async Task LookAtTheTrail_IsOnIt_OnceUntilSomethingHappens()
    {
        using var ann = Chat.NewUser();
        using var admin = Administrator();
        using var other = Administrator();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;

        await ActionsAsync(admin, group);
        await ActionsAsync(admin, group);
        await ann.SendAsync(group, "something", Cancel);
        await ActionsAsync(admin, group);
        var before = await ActionsAsync(other, group);
        var after = await ActionsAsync(other, group);

        Assert.Equal(
            ["conversation.created", "participant.joined", $"audit.read {admin.UserId}", "message.created", $"audit.read {admin.UserId}"],
            before);
        Assert.Equal([.. before, $"audit.read {other.UserId}"], after);
    }

    [Fact]
    public async Task Verifier_SeesWhatWasTamperedWith()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        for (var i = 0; i < 3; i++)
            await ann.SendAsync(group, $"{i}", Cancel);
        await using var database = await Chat.OpenDatabaseAsync(Cancel);

        var whole = await OneShot.RunAsync(Chat, "verify-audit", Cancel);
        foreach (var tampering in new[] { "UPDATE audit SET action = 'x'", "DELETE FROM audit" })
            await Assert.ThrowsAsync<PostgresException>(
                () => ExecuteAsync(database, $"{tampering} WHERE conversation_id = '{group}'"));
        // A superuser who silences the trigger gets past it, but not past the chain.
        await ExecuteAsync(database, "SET session_replication_role = replica");
        await ExecuteAsync(database, $"UPDATE audit SET action = 'x' WHERE conversation_id = '{group}' AND number = 3");
        var changed = await OneShot.RunAsync(Chat, "verify-audit", Cancel);
        await ExecuteAsync(database, $"UPDATE audit SET action = 'message.created' WHERE conversation_id = '{group}' AND number = 3");
        await ExecuteAsync(database, $"CREATE TEMP TABLE kept AS SELECT * FROM audit WHERE conversation_id = '{group}' AND number = 5");
        await ExecuteAsync(database, $"DELETE FROM audit WHERE conversation_id = '{group}' AND number = 5");
        var cut = await OneShot.RunAsync(Chat, "verify-audit", Cancel);
        await ExecuteAsync(database, "INSERT INTO audit SELECT * FROM kept");
        var mended = await OneShot.RunAsync(Chat, "verify-audit", Cancel);

        Assert.Equal((0, 1, 1, 0), (whole.ExitCode, changed.ExitCode, cut.ExitCode, mended.ExitCode));
        Assert.Contains($"{group} 3: was changed", changed.Output, StringComparison.Ordinal);
        Assert.Contains($"{group} 4: is the last one, and the conversation has 5", cut.Output, StringComparison.Ordinal);
        Assert.Contains("0 faults", mended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verifier_SeesACutTrail_OfAConversationThatIsGone()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.DeleteConversationAsync(group, Cancel);
        await ann.CallAsync<JsonElement>("POST", $"/v1/conversations/{group}/purge", null, Cancel);
        await using var database = await Chat.OpenDatabaseAsync(Cancel);

        var whole = await OneShot.RunAsync(Chat, "verify-audit", Cancel);
        await ExecuteAsync(database, "SET session_replication_role = replica");
        await ExecuteAsync(
            database,
            $"""
             CREATE TEMP TABLE kept AS SELECT * FROM audit WHERE conversation_id = '{group}' AND action = 'conversation.purged';
             DELETE FROM audit WHERE conversation_id = '{group}' AND action = 'conversation.purged'
             """);
        var cut = await OneShot.RunAsync(Chat, "verify-audit", Cancel);
        await ExecuteAsync(database, "INSERT INTO audit SELECT * FROM kept");

        Assert.Equal((0, 1), (whole.ExitCode, cut.ExitCode));
        Assert.Contains(
            $"{group} 3: is the last one, and the conversation is gone without a conversation.purged", cut.Output,
            StringComparison.Ordinal);
    }

    /// <summary>What the trail says, with the reader's name where it was read.</summary>
    private async Task<List<string>> ActionsAsync(ChatClient admin, Guid conversation) =>
    [
        .. (await admin.ReadAsync<JsonElement>($"/v1/conversations/{conversation}/audit", Cancel)).GetProperty("items").EnumerateArray()
            .Select(record => (
                Action: record.GetProperty("action").GetString()!,
                Actor: record.GetProperty("actor").GetProperty("id").GetString()))
            .Select(record => record.Action == "audit.read" ? $"{record.Action} {record.Actor}" : record.Action),
    ];

    private ChatClient Administrator() => ChatClient.For(
        Chat.Gateway, Chat.Tokens.Mint(new Claims($"admin-{Guid.NewGuid():N}") { Roles = ["admin"] }));

    private async Task ExecuteAsync(NpgsqlConnection database, string sql)
    {
        await using var command = new NpgsqlCommand(sql, database);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
