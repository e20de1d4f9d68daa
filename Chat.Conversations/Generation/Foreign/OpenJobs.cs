using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Generation.Foreign;

/// <summary>Says which jobs are there and which attempt is at them, for whoever writes tokens without asking.</summary>
internal sealed class OpenJobs(NpgsqlDataSource database)
{
    /// <summary>Of each job that there is: the newest attempt, or null when it has ended.</summary>
    public async Task<IReadOnlyDictionary<Guid, int?>> AttemptsAsync(Guid[] jobIds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT id, CASE WHEN state IN ('queued', 'streaming') THEN attempt END FROM jobs WHERE id = ANY ($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = jobIds });
        var rows = await command.ReadAllAsync(
            reader => (Id: reader.GetGuid(0), Attempt: reader.GetFieldValue<int?>(1)), cancellationToken);
        return rows.ToDictionary(row => row.Id, row => row.Attempt);
    }
}
