using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Faults;

/// <summary>Somebody who holds one conversation's row for long, as a purge does, holds up nobody else's changes.</summary>
[Collection(FaultCollection.Name)]
public sealed class LockedConversationTests : SystemTest, IClassFixture<OutageApplication>
{
    private const int Others = 20;

    public LockedConversationTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(2))
    {
        chat.Logs.Expect("(?i)lock|unavailable|changes failed");
    }

    [Fact]
    [Trait("Requirement", "DLV-01")]
    [Trait("Requirement", "ERR-01")]
    public async Task Changes_OfOtherConversations_AreCommitted()
    {
        using var ann = Chat.NewUser();
        var locked = (await ann.CreateGroupAsync([], Cancel)).Id;
        var free = new List<Guid>();
        for (var i = 0; i < Others; i++) free.Add((await ann.CreateGroupAsync([], Cancel)).Id);
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var transaction = await database.BeginTransactionAsync(Cancel);
        await LockAsync(database, locked);

        // While the first waits for the lock, the others come together, so that they are in one transaction.
        var first = ann.PostAsync($"/v1/conversations/{locked}/messages", new { content = "first" }, Cancel);
        await Eventually.ReadAsync(_ => WaitingAsync(), waiting => waiting > 0, TimeSpan.FromSeconds(5), Cancel);
        var held = ann.PostAsync($"/v1/conversations/{locked}/messages", new { content = "held" }, Cancel);
        var sent = await Task.WhenAll(free.Select(one => ann.SendAsync(one, "free", Cancel)));
        using var refused = await held;
        (await first).Dispose();
        await transaction.RollbackAsync(Cancel);
        var after = await ann.SendAsync(locked, "after", Cancel);

        Assert.All(sent, message => Assert.Equal(1, message.Seq));
        var problem = await ProblemAssert.IsAsync(503, "unavailable", refused);
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.Equal((1, "after"), (after.Seq, after.Content));
    }

    /// <summary>How many wait for somebody else's lock; not asked on the connection that holds it.</summary>
    private async Task<long> WaitingAsync()
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE NOT granted", database);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private async Task LockAsync(NpgsqlConnection database, Guid conversation)
    {
        await using var command = new NpgsqlCommand("SELECT FROM conversations WHERE id = $1 FOR UPDATE", database)
        {
            Parameters = { new() { Value = conversation } },
        };
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
