using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.Publishing;

/// <summary>A conversation that is not published to its end.</summary>
/// <param name="From">Where it is.</param>
/// <param name="Upto">The last entry before those that are known to be published.</param>
/// <param name="IsQuiet">Whether its newest entry is old enough to be published by whoever wrote it.</param>
internal sealed record Behind(ReadPosition From, long Upto, bool IsQuiet);

/// <summary>
/// Reads the conversations that are behind, some at a time and each in its turn: none that cannot be published keeps another
/// from being read.
/// </summary>
internal sealed class BehindReader(NpgsqlDataSource database, IOptions<PublishingOptions> options)
{
    // Served by conversations_behind. One that is written all the time is read where there is a gap.
    private const string Query =
        """
        SELECT tenant, id, published_offset, created_at, updated_at, coalesce(lower(published_ahead) - 1, head_offset),
               updated_at < now() - $1
        FROM conversations
        WHERE published_offset < head_offset AND (updated_at < now() - $1 OR NOT isempty(published_ahead))
          AND (updated_at, id) > ($2, $3)
        ORDER BY updated_at, id
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
            reader => new Behind(ReadPosition.Read(reader), reader.GetInt64(5), reader.GetBoolean(6)), cancellationToken);
    }

    /// <summary>Its turn is over, whatever came of it.</summary>
    public void Pass(Behind behind) => _after = (behind.From.To, behind.From.ConversationId);

    /// <summary>There are no more; the first come again.</summary>
    public void StartAgain() => _after = First;
}
