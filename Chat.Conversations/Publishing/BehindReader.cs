using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Publishing;

/// <summary>A conversation that is not published to its end.</summary>
/// <param name="From">Where it is.</param>
/// <param name="Gaps">What is not known to be published, from the first to the last entry of each gap; the first ones of many.</param>
/// <param name="IsQuiet">Whether its newest entry is old enough to be published by whoever wrote it.</param>
internal sealed record Behind(ReadPosition From, IReadOnlyList<(long First, long Last)> Gaps, bool IsQuiet);

/// <summary>
/// Reads the conversations that are behind, some at a time and each in its turn: none that cannot be published keeps another
/// from being read.
/// </summary>
internal sealed class BehindReader(NpgsqlDataSource database, IOptions<PublishingOptions> options)
{
    /// <summary>Gaps of one conversation; where Redis came and went there may be very many.</summary>
    private const int MostGaps = 100;

    // Served by conversations_behind. One that is written all the time is read where there is a gap.
    private static readonly string Query =
        $"""
        SELECT c.tenant, c.id, c.published_offset, c.created_at, c.updated_at, c.updated_at < now() - $1,
               ARRAY(SELECT lower(r) FROM unnest(missing.ranges) r ORDER BY r LIMIT {MostGaps}),
               ARRAY(SELECT upper(r) - 1 FROM unnest(missing.ranges) r ORDER BY r LIMIT {MostGaps})
        FROM conversations c
        CROSS JOIN LATERAL (
            SELECT int8multirange(int8range(
                c.published_offset + 1,
                CASE WHEN c.updated_at < now() - $1 THEN c.head_offset + 1 ELSE upper(c.published_ahead) END))
                - c.published_ahead AS ranges) missing
        WHERE c.published_offset < c.head_offset AND (c.updated_at < now() - $1 OR NOT isempty(c.published_ahead))
          AND (c.updated_at, c.id) > ($2, $3)
        ORDER BY c.updated_at, c.id
        LIMIT $4
        """;

    private static readonly (DateTimeOffset Time, Guid Id) First = (DateTimeOffset.UnixEpoch, Guid.Empty);

    private (DateTimeOffset Time, Guid Id) _after = First;

    /// <summary>The ones after the last that was passed.</summary>
    public async Task<List<Behind>> NextAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.Value.CatchUpAfter });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = _after.Time });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _after.Id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await command.ReadAllAsync(
            reader => new Behind(ReadPosition.Read(reader), ReadGaps(reader), reader.GetBoolean(5)), cancellationToken);
    }

    /// <summary>Its turn is over, whatever came of it.</summary>
    public void Pass(Behind behind) => _after = (behind.From.To, behind.From.ConversationId);

    /// <summary>There are no more; the first come again.</summary>
    public void StartAgain() => _after = First;

    private static List<(long First, long Last)> ReadGaps(NpgsqlDataReader reader) =>
        [.. reader.GetFieldValue<long[]>(6).Zip(reader.GetFieldValue<long[]>(7))];
}
