using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Conversations.Deleting;

/// <summary>Purges take long and hold a connection each: one owner's take turns, and nobody else waits for them.</summary>
public sealed class PurgeTurnTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    [Trait("Requirement", "DAT-27")]
    public async Task Purges_OfOneOwnerAtOnce_TakeTurns_AndAnotherOwnerPurgesMeanwhile()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        Guid[] of = [await DeletedAsync(ann), await DeletedAsync(ann), await DeletedAsync(ann)];
        var another = await DeletedAsync(bob);
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var transaction = await database.BeginTransactionAsync(Cancel);
        await HoldMessagesAsync(database, of);

        var purges = of.Select(id => PurgeAsync(ann, id)).ToList();
        var refused = new List<HttpResponseMessage>();
        foreach (var _ in of.Skip(1))
        {
            var answered = await Task.WhenAny(purges);
            purges.Remove(answered);
            refused.Add(await answered);
        }

        using var meanwhile = await PurgeAsync(bob, another);
        await transaction.RollbackAsync(Cancel);
        using var purged = await Assert.Single(purges);

        foreach (var response in refused)
            using (response)
            {
                await ProblemAssert.IsAsync(429, "rate_limited", response);
                Assert.NotNull(response.Headers.RetryAfter);
            }

        await ProblemAssert.StatusAsync(200, meanwhile);
        await ProblemAssert.StatusAsync(200, purged);
    }

    private Task<HttpResponseMessage> PurgeAsync(ChatClient user, Guid id) =>
        user.SendAsync("POST", $"/v1/conversations/{id}/purge", null, Cancel);

    private async Task<Guid> DeletedAsync(ChatClient owner)
    {
        var id = (await owner.CreateGroupAsync([], Cancel)).Id;
        await owner.SendAsync(id, "to be purged", Cancel);
        await owner.DeleteConversationAsync(id, Cancel);
        return id;
    }

    /// <summary>Until the transaction ends no purge of them gets on.</summary>
    private async Task HoldMessagesAsync(NpgsqlConnection database, Guid[] conversations)
    {
        await using var command = new NpgsqlCommand(
            "SELECT id FROM messages WHERE conversation_id = ANY($1) FOR UPDATE", database);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = conversations });
        Assert.NotNull(await command.ExecuteScalarAsync(Cancel));
    }
}
