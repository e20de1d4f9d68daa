using Chat.Contracts.Streams;
using Chat.Tests.Infrastructure;
using StackExchange.Redis;

namespace Chat.Tests.Contracts;

/// <summary>The script that fences a job's token stream, run by a real Redis.</summary>
public sealed class AppendScriptTests : SystemTest
{
    private readonly Guid _job = Guid.NewGuid();
    private ConnectionMultiplexer _redis = null!;
    private IDatabase _database = null!;

    public AppendScriptTests(SharedApplication chat)
        : base(chat)
    {
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _redis = await Chat.OpenRedisAsync(Cancel);
        _database = _redis.GetDatabase();
    }

    public override ValueTask DisposeAsync()
    {
        _redis.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task Append_CountsAndNamesEntriesByAttempt()
    {
        Assert.Equal(("ok", 1, 1), await AppendAsync(1, "a", "one"));
        Assert.Equal(("ok", 2, 0), await AppendAsync(1, "b", "two"));
        Assert.Equal(("ok", 3, 0), await AppendAsync(2, "a", "anew"));

        Assert.Equal(["1-1", "1-2", "2-3"], await IdsAsync());
    }

    [Fact]
    public async Task Append_Repeated_IsOnce()
    {
        await AppendAsync(1, "a", "one");

        Assert.Equal(("ok", 1, 0), await AppendAsync(1, "a", "one"));
        Assert.Equal(["1-1"], await IdsAsync());
    }

    [Fact]
    public async Task Append_OfAStaleAttempt_ChangesNothing()
    {
        await AppendAsync(2, "a", "new");

        Assert.Equal("stale", (await AppendAsync(1, "z", "old")).Outcome);
        Assert.Equal(["2-1"], await IdsAsync());
    }

    [Fact]
    public async Task Append_AfterTheEnd_ChangesNothing()
    {
        await AppendAsync(1, "a", "one");
        await AppendAsync(1, "end", "", done: true);

        Assert.Equal("closed", (await AppendAsync(1, "b", "more")).Outcome);
        Assert.Equal("closed", (await AppendAsync(2, "a", "more")).Outcome);
        Assert.Equal("closed", (await AppendAsync(2, "end", "", done: true)).Outcome);
        Assert.Equal(("ok", 2, 0), await AppendAsync(1, "end", "", done: true));
        Assert.Equal(["1-1", "1-2"], await IdsAsync());
    }

    [Fact]
    public async Task Append_ToALostStream_TakesTheWholeTextOnlyAndGoesOnCounting()
    {
        await AppendAsync(1, "a", "one");
        await _database.KeyDeleteAsync(TokenStream.Key(_job));

        Assert.Equal(("lost", 7, 0), await AppendAsync(1, "h", "more", seen: 7));
        Assert.Equal(("lost", 7, 0), await AppendAsync(1, "end", "", done: true, seen: 7));
        Assert.Empty(await IdsAsync());
        Assert.Equal(("ok", 8, 1), await EvaluateAsync(1, 7, "i", TokenStream.Token, "whole", TokenStream.Snapshot, "1"));
        Assert.Equal(["1-8"], await IdsAsync());
    }

    [Fact]
    public async Task Append_OfALaterAttemptToALostStream_IsASnapshot()
    {
        await AppendAsync(2, "a", "anew");
        await AppendAsync(2, "b", "more");

        Assert.Equal(["1", null], await FieldAsync(TokenStream.Snapshot));
    }

    [Fact]
    public async Task Append_OfTheEndToALostStream_ComesAfterAllThatReadersHad()
    {
        await AppendAsync(2, "closed", "", done: true);

        var id = Assert.Single(await IdsAsync());
        Assert.True(ulong.Parse(id.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture) > uint.MaxValue);
        Assert.Equal([null], await FieldAsync(TokenStream.Snapshot));
    }

    [Fact]
    [Trait("Requirement", "LLM-02")]
    public async Task Append_NamesTheJobInEveryEntry()
    {
        await AppendAsync(1, "a", "one");
        await AppendAsync(1, "end", "", done: true);

        Assert.Equal([_job.ToString(), _job.ToString()], await FieldAsync(TokenStream.JobId));
    }

    [Fact]
    public async Task Append_AfterSomebodyElses_ComesAfterThem()
    {
        await _database.ExecuteAsync("XADD", TokenStream.Key(_job), "*", "token", "x", "done", "false");

        Assert.Equal("ok", (await AppendAsync(1, "a", "one")).Outcome);
        Assert.Equal(2, (await IdsAsync()).Count);
    }

    [Fact]
    public async Task Append_PokesAndKeepsTheStreamAlive()
    {
        var pokes = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await _redis.ListenAsync(TokenStream.PokeChannel(_job), id => pokes.Enqueue((string)id!));

        await AppendAsync(1, "a", "one");

        await Eventually.HoldsAsync(() => pokes.SequenceEqual(["1-1"]), TimeSpan.FromSeconds(5), Cancel);
        var left = await _database.KeyTimeToLiveAsync(TokenStream.Key(_job));
        Assert.InRange(left!.Value, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Appends_OfManyAtOnce_AreAllThereInOrder()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => AppendAsync(1, $"n{n}", $"{n}")));

        Assert.Equal(Enumerable.Range(1, 200).Select(n => $"1-{n}"), await IdsAsync());
    }

    private Task<(string Outcome, long Seq, long Fresh)> AppendAsync(
        int attempt, string name, string token, bool done = false, long seen = 0) =>
        EvaluateAsync(attempt, seen, name, TokenStream.Token, token, TokenStream.Done, done ? "1" : "0");

    private async Task<(string Outcome, long Seq, long Fresh)> EvaluateAsync(
        int attempt, long seen, string name, params RedisValue[] fields)
    {
        var answer = (RedisResult[])(await _database.ScriptEvaluateAsync(
            TokenStream.AppendScript,
            [TokenStream.Key(_job)],
            [TokenStream.PokeChannel(_job), attempt, seen, 60_000, name, .. fields]))!;
        return ((string)answer[0]!, (long)answer[1], (long)answer[2]);
    }

    private async Task<IReadOnlyList<string>> IdsAsync() =>
        [.. (await EntriesAsync()).Select(entry => (string)entry[0]!)];

    /// <summary>One field of every entry; null where it is not there.</summary>
    private async Task<IReadOnlyList<string?>> FieldAsync(string field) =>
    [
        .. (await EntriesAsync()).Select(entry =>
            ((string[])entry[1]!).Chunk(2).FirstOrDefault(pair => pair[0] == field) is [_, var value] ? value : null),
    ];

    private async Task<IEnumerable<RedisResult[]>> EntriesAsync()
    {
        var entries = (RedisResult[])(await _database.ExecuteAsync("XRANGE", TokenStream.Key(_job), "-", "+"))!;
        return entries.Select(entry => (RedisResult[])entry!);
    }
}
