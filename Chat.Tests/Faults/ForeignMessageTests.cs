using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Faults;

/// <summary>Looking for somebody else's message is the same work as looking for one that is not there.</summary>
[Collection(StuckJobCollection.Name)]
public sealed class ForeignMessageTests(OutageApplication chat)
    : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    [Fact]
    [Trait("Requirement", "SEC-05")]
    public async Task Message_OfOthers_AndNone_AreLookedForInTheSameStep()
    {
        using var ann = Chat.NewUser();
        using var eve = Chat.NewUser();
        var message = await ann.SendAsync((await ann.CreateGroupAsync([], Cancel)).Id, "private", Cancel);
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var transaction = await database.BeginTransactionAsync(Cancel);
        await using var command = new NpgsqlCommand("LOCK TABLE participants IN ACCESS EXCLUSIVE MODE", database);
        await command.ExecuteNonQueryAsync(Cancel);

        // Who may read it is looked up for both: neither is answered before.
        var foreign = eve.GetAsync($"/v1/messages/{message.Id}", Cancel);
        var none = eve.GetAsync($"/v1/messages/{Guid.CreateVersion7()}", Cancel);
        await Eventually.ReadAsync(_ => WaitingAsync(), waiting => waiting == 2, TimeSpan.FromSeconds(5), Cancel);
        Assert.False(foreign.IsCompleted || none.IsCompleted);
        await transaction.RollbackAsync(Cancel);

        await ProblemAssert.IsAsync(404, "not_found", await foreign);
        await ProblemAssert.IsAsync(404, "not_found", await none);
    }

    /// <summary>How many look for a message and wait; not asked on the connection that holds the lock.</summary>
    private async Task<long> WaitingAsync()
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FROM messages m%'", database);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
