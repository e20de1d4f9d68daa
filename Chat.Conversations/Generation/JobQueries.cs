using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Generation;

/// <summary>Reads jobs for people: who does not take part in the conversation finds none.</summary>
internal sealed class JobQueries(NpgsqlDataSource database)
{
    public async Task<Job?> FindAsync(Guid jobId, Caller caller, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
             SELECT {JobRows.Columns} FROM jobs j
             JOIN conversations c ON c.tenant = j.tenant AND c.id = j.conversation_id AND c.deleted_at IS NULL
             JOIN participants p ON p.tenant = j.tenant AND p.conversation_id = j.conversation_id
             WHERE j.tenant = $1 AND j.id = $2 AND p.participant_type = $3 AND p.participant_id = $4
               AND p.left_at IS NULL
             """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = jobId });
        command.Parameters.Add(
            new NpgsqlParameter<string> { TypedValue = StoredNames.Principals.Of(caller.Principal.Type) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Principal.Id });
        var jobs = await command.ReadAllAsync(JobRows.Read, cancellationToken);
        return jobs.SingleOrDefault();
    }
}
