using System.Globalization;
using Chat.Contracts.Streams;
using StackExchange.Redis;

namespace Chat.Conversations.Generation.Foreign;

/// <summary>One entry of the stream of all jobs, as far as it can be read.</summary>
/// <param name="Id">Its id in that stream.</param>
/// <param name="JobId">Null when it names no job.</param>
/// <param name="Token">The text to append.</param>
/// <param name="Done">Whether it is the answer's last entry.</param>
/// <param name="Attempt">Which try wrote it, 1 when it does not say; null when that is no number.</param>
internal sealed record ForeignEntry(string Id, Guid? JobId, string? Token, bool Done, int? Attempt)
{
    public static ForeignEntry Read(RedisResult entry)
    {
        var parts = (RedisResult[])entry!;
        var fields = new Dictionary<string, string>();
        foreach (var pair in ((RedisResult[])parts[1]!).Chunk(2))
            if (pair is [var field, var value]) fields[(string?)field ?? ""] = (string?)value ?? "";
        return new ForeignEntry(
            (string)parts[0]!,
            Guid.TryParse(fields.GetValueOrDefault(TokenStream.JobId), out var job) ? job : null,
            fields.GetValueOrDefault(TokenStream.Token),
            fields.GetValueOrDefault(TokenStream.Done) is { } done
                && (done == "1" || done.Equals("true", StringComparison.OrdinalIgnoreCase)),
            AttemptOf(fields.GetValueOrDefault(TokenStream.Attempt)));
    }

    /// <summary>Why it cannot be anybody's, as a word of the metric; null when it has a form to go by.</summary>
    public string? Fault(int maxTokenCharacters) => this switch
    {
        { JobId: null } or { Attempt: null } or { Token: null, Done: false } => "malformed",
        { Token.Length: var length } when length > maxTokenCharacters => "oversize",
        _ => null,
    };

    private static int? AttemptOf(string? text) =>
        text is null ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) && attempt > 0 ? attempt
        : null;
}
