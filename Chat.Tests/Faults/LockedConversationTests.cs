using System.Collections.Concurrent;
using System.Diagnostics;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Streams;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.Faults;

/// <summary>Somebody who holds a lock for long, as a purge does, holds up nobody who does not need what is locked.</summary>
[Collection(StuckJobCollection.Name)]
public sealed class LockedConversationTests : SystemTest
{
    private const int Others = 20;

    public LockedConversationTests(OutageApplication chat)
        : base(chat, TimeSpan.FromMinutes(2))
    {
        chat.Logs.Expect("(?i)lock|unavailable|changes failed");
    }

    [Fact]
    [Trait("Requirement", "ARC-07")]
    public async Task Changes_OfOtherConversations_AreCommitted_AndTheRefusedOneIsToldToNobody()
    {
        using var ann = Chat.NewUser();
        var locked = (await ann.CreateGroupAsync([], Cancel)).Id;
        var free = new List<Guid>();
        for (var i = 0; i < Others; i++) free.Add((await ann.CreateGroupAsync([], Cancel)).Id);
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var transaction = await database.BeginTransactionAsync(Cancel);
        await LockAsync(database, locked);
        using var redis = await Chat.OpenRedisAsync(Cancel);
        // An entry may be told again when it could not be noted that it was; readers drop the offsets that they have.
        var told = new ConcurrentDictionary<long, LogEntry>();
        await redis.ListenAsync(
            ConversationChannel.Name(locked),
            value => told.TryAdd(LogEntry.Parser.ParseFrom((byte[])value!).Offset, LogEntry.Parser.ParseFrom((byte[])value!)));

        // While the first waits for the lock, the others come together, so that they are in one transaction.
        var first = ann.PostAsync($"/v1/conversations/{locked}/messages", new { content = "first" }, Cancel);
        await Eventually.ReadAsync(_ => WaitingAsync(), waiting => waiting > 0, TimeSpan.FromSeconds(5), Cancel);
        var held = ann.PostAsync($"/v1/conversations/{locked}/messages", new { content = "held" }, Cancel);
        var sent = await Task.WhenAll(free.Select(one => ann.SendAsync(one, "free", Cancel)));
        using var refused = await held;
        await ProblemAssert.IsAsync(503, "unavailable", await first);
        await transaction.RollbackAsync(Cancel);
        var after = await ann.SendAsync(locked, "after", Cancel);

        Assert.All(sent, message => Assert.Equal(1, message.Seq));
        var problem = await ProblemAssert.IsAsync(503, "unavailable", refused);
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.Equal((1, "after"), (after.Seq, after.Content));
        await Eventually.HoldsAsync(() => Messages().Contains("after"), TimeSpan.FromSeconds(10), Cancel);
        Assert.Equal(["after"], Messages());

        IEnumerable<string> Messages() => told.Values.Select(entry => entry.MessageCreated?.Content).OfType<string>();
    }

    [Fact]
    [Trait("Requirement", "RTE-02")]
    public async Task SlowReads_ThatTakeTooLong_AreEnded_AndTooManyAreRefused_WhileAllElseGoesOn()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var transaction = await database.BeginTransactionAsync(Cancel);
        await using var locking = new NpgsqlCommand("LOCK TABLE usage_ledger IN ACCESS EXCLUSIVE MODE", database);
        await locking.ExecuteNonQueryAsync(Cancel);

        // Two run, six wait, and the rest is refused.
        var reads = Enumerable.Range(0, 12).Select(_ => ann.GetAsync($"/v1/conversations/{group}/usage", Cancel)).ToList();
        await Task.WhenAll(Task.WhenAny(reads), ann.SendAsync(group, "meanwhile", Cancel), ann.ConversationAsync(group, Cancel));
        Assert.True(reads.Count(read => !read.IsCompleted) >= 2, "What was to go on waited for the slow reads.");
        var answers = await Task.WhenAll(reads);
        await transaction.RollbackAsync(Cancel);

        foreach (var ended in answers.Where(answer => (int)answer.StatusCode != 429))
            Assert.True((await ProblemAssert.IsAsync(504, "timeout", ended)).GetProperty("retryable").GetBoolean());
        foreach (var refused in answers.Where(answer => (int)answer.StatusCode == 429))
        {
            await ProblemAssert.IsAsync(429, "rate_limited", refused);
            Assert.Equal("1", Assert.Single(refused.Headers.GetValues("Retry-After")));
        }

        Assert.InRange(answers.Count(answer => (int)answer.StatusCode == 429), 4, 10);
        await ann.ReadAsync<UsagePage>($"/v1/conversations/{group}/usage", Cancel);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    [Trait("Requirement", "DLV-01")]
    public async Task RepeatedDeletes_OfALockedConversation_HoldNobodyElseUp()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var locked = (await ann.CreateGroupAsync([], Cancel)).Id;
        var free = (await bob.CreateGroupAsync([], Cancel)).Id;
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var transaction = await database.BeginTransactionAsync(Cancel);
        await LockAsync(database, locked);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var deleting = Enumerable.Range(0, 4).Select(_ => DeleteAgainAsync(ann, locked, stop.Token)).ToList();
        await Eventually.ReadAsync(_ => WaitingAsync(), waiting => waiting > 0, TimeSpan.FromSeconds(5), Cancel);

        var took = new List<TimeSpan>();
        for (var n = 0; n < 40; n++)
        {
            var started = Stopwatch.GetTimestamp();
            await bob.SendAsync(free, $"{n}", Cancel);
            took.Add(Stopwatch.GetElapsedTime(started));
        }

        await stop.CancelAsync();
        var refused = (await Task.WhenAll(deleting)).Sum();
        await transaction.RollbackAsync(Cancel);

        took.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine($"median {took[20]}, slowest {took[^1]}; {refused} deletes were refused");
        Assert.InRange(took[36], TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(locked, (await ann.DeleteConversationAsync(locked, Cancel)).Id);
    }

    [Fact]
    [Trait("Requirement", "DLV-12")]
    public async Task PublishedOffsets_OfOtherConversations_AreStored()
    {
        using var ann = Chat.NewUser();
        var locked = (await ann.CreateGroupAsync([], Cancel)).Id;
        var free = (await ann.CreateGroupAsync([], Cancel)).Id;
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var transaction = await LockUnpublishedAsync(ann, database, locked);

        await ann.SendAsync(free, "free", Cancel);
        var head = (await ann.ConversationAsync(free, Cancel)).HeadOffset;
        await Eventually.ReadAsync(_ => PublishedAsync(free), published => published == head, TimeSpan.FromSeconds(5), Cancel);

        await transaction.RollbackAsync(Cancel);
        head = (await ann.ConversationAsync(locked, Cancel)).HeadOffset;
        await Eventually.ReadAsync(_ => PublishedAsync(locked), published => published == head, TimeSpan.FromSeconds(20), Cancel);
    }

    /// <summary>Locks the row while it is not yet stored how far it is published.</summary>
    private async Task<NpgsqlTransaction> LockUnpublishedAsync(ChatClient ann, NpgsqlConnection database, Guid conversation)
    {
        while (true)
        {
            var sent = await ann.SendAsync(conversation, "behind", Cancel);
            var transaction = await database.BeginTransactionAsync(Cancel);
            await LockAsync(database, conversation);
            if (await PublishedAsync(conversation) < sent.Seq) return transaction;
            await transaction.RollbackAsync(Cancel);
        }
    }

    /// <summary>Deletes until it is told to stop; counts how often it was refused.</summary>
    private static async Task<int> DeleteAgainAsync(ChatClient ann, Guid conversation, CancellationToken stop)
    {
        for (var refused = 0; ; refused++)
        {
            if (stop.IsCancellationRequested) return refused;
            using var response = await ann.SendAsync("DELETE", $"/v1/conversations/{conversation}", null, CancellationToken.None);
            // Told to try again, or left waiting until it was given up.
            Assert.InRange((int)response.StatusCode, 503, 504);
        }
    }

    private async Task<long> PublishedAsync(Guid conversation)
    {
        await using var database = await Chat.OpenDatabaseAsync(Cancel);
        await using var command = new NpgsqlCommand("SELECT published_offset FROM conversations WHERE id = $1", database)
        {
            Parameters = { new() { Value = conversation } },
        };
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
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
