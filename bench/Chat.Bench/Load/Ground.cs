using Chat.Bench.Doors;

namespace Chat.Bench.Load;

/// <summary>The conversations that a run works on; each belongs to one of its users.</summary>
internal sealed class Ground(IDoor door)
{
    private const int AtOnce = 64;

    // About as long as people write; never the same, so that nothing downstream can profit from repetition.
    public const string Words = "the quick brown fox jumps over a lazy dog while several people discuss what came of it";

    private readonly List<string> _conversations = [];
    private long _sent;

    /// <summary>Messages sent on this ground so far.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    public int Count => _conversations.Count;

    public string this[int index] => _conversations[index];

    /// <summary>Makes conversations until there are so many.</summary>
    public async Task GrowAsync(int count, CancellationToken cancellationToken)
    {
        var made = new string[Math.Max(0, count - _conversations.Count)];
        var first = _conversations.Count;
        await ClosedLoop.RunAsync(
            AtOnce, made.Length, async (i, token) => made[i] = await door.CreateAsync((int)i + first, token), cancellationToken);
        _conversations.AddRange(made);
    }

    /// <summary>Sends so many more messages to all conversations by turns.</summary>
    public Task FillAsync(long messages, int callers, CancellationToken cancellationToken) =>
        ClosedLoop.RunAsync(callers, messages, (number, token) => SendAsync(number, Count, token), cancellationToken);

    /// <summary>Sends the n-th message of a run, in turns to the first conversations.</summary>
    public async Task SendAsync(long number, int conversations, CancellationToken cancellationToken)
    {
        var index = (int)(number % conversations);
        await door.SendAsync(index, _conversations[index], $"{number} {Words}", cancellationToken);
        Interlocked.Increment(ref _sent);
    }
}
