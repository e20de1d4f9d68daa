namespace Chat.Contracts.Streams;

/// <summary>
/// The Redis stream of one job's tokens: its key, its channel and the fields of an entry.
/// Entry ids are <c>{attempt}-{seq}</c>; <c>append.lua</c> is the only way in for our own writers. A worker of somebody
/// else may add entries with automatic ids and the fields <c>token</c> and <c>done</c> alone.
/// </summary>
public static class TokenStream
{
    /// <summary>
    /// How long a reader may show tokens after it last began to look whether the stream has its end. A cancel is answered
    /// only so long after it closed the stream, so that no reader shows a token then, however late it wakes up.
    /// </summary>
    public static readonly TimeSpan ReadValidity = TimeSpan.FromMilliseconds(250);

    /// <summary>Position in the job's stream, from 1, growing over all attempts; only a snapshot may begin again.</summary>
    public const string Seq = "seq";

    /// <summary>The job's id.</summary>
    public const string JobId = "jobId";

    /// <summary>The attempt that wrote the entry, from 1; a greater one supersedes the text of the ones before.</summary>
    public const string Attempt = "attempt";

    /// <summary>Text to append; empty on the last entry.</summary>
    public const string Token = "token";

    /// <summary><c>1</c> or <c>true</c> on the last entry, else <c>0</c> or <c>false</c>.</summary>
    public const string Done = "done";

    /// <summary><c>1</c> when <see cref="Token"/> is the whole text so far and replaces what was sent before.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>completed, failed or cancelled; on the last entry.</summary>
    public const string Status = "status";

    /// <summary>The assistant message's id; on the last entry, when there is a message.</summary>
    public const string MessageId = "messageId";

    /// <summary>Token counts and their source as JSON (<c>promptTokens</c> …); on the last entry, when known.</summary>
    public const string Usage = "usage";

    /// <summary>A code of <see cref="Errors.GenerationFailures"/>; on the last entry of a failed job.</summary>
    public const string Reason = "reason";

    /// <summary>
    /// The one stream for workers of somebody else that know no job's key: entries with the fields <c>jobId</c>,
    /// <c>token</c>, <c>done</c> and, from the second attempt on, <c>attempt</c>. They are moved to their job's stream.
    /// </summary>
    public const string GlobalKey = "sse:chat:events";

    /// <summary>The job's stream: <c>sse:chat:events:{jobId}</c>.</summary>
    public static string Key(Guid jobId) => $"sse:chat:events:{jobId:D}";

    /// <summary>The channel on which each append pokes the readers; the payload is the entry's id.</summary>
    public static string PokeChannel(Guid jobId) => $"sse:chat:events:{jobId:D}:poke";

    /// <summary>The channel that tells workers at once of a cancelled job; the payload is the job id.</summary>
    public const string CancelledChannel = "chat:jobs:cancelled";

    /// <summary>
    /// The script that appends an entry atomically, refuses stale attempts and closed streams, and pokes the readers.
    /// See the file for its keys, arguments and answer.
    /// </summary>
    public static string AppendScript { get; } = ReadScript();

    private static string ReadScript()
    {
        using var stream = typeof(TokenStream).Assembly.GetManifestResourceStream("append.lua")
            ?? throw new InvalidOperationException("append.lua is not embedded in Chat.Contracts.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
