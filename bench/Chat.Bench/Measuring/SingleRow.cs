using Chat.Bench.Load;
using Npgsql;

namespace Chat.Bench.Measuring;

/// <summary>
/// What the same database does without group commit, with the columns and indexes of the system's own tables in a schema
/// that is dropped afterwards.
/// </summary>
/// <param name="One">Message rows a second, each a transaction, by one connection.</param>
/// <param name="Many">The same by many connections.</param>
/// <param name="Whole">Messages a second with all the rows that a send writes, each a transaction, by many connections.</param>
internal sealed record SingleRow(double One, double Many, double Whole)
{
    private static long s_seq;

    private const string Create =
        """
        DROP SCHEMA IF EXISTS bench CASCADE;
        CREATE SCHEMA bench;
        CREATE TABLE bench.messages (LIKE messages INCLUDING ALL);
        CREATE TABLE bench.log (LIKE log INCLUDING ALL);
        CREATE TABLE bench.keys (LIKE idempotency_keys INCLUDING ALL);
        CREATE TABLE bench.heads (conversation_id uuid PRIMARY KEY, last_seq bigint NOT NULL);
        INSERT INTO bench.heads SELECT lpad(to_hex(n), 32, '0')::uuid, 0 FROM generate_series(0, 999) n;
        """;

    private const string InsertMessage =
        """
        INSERT INTO bench.messages
            (tenant, conversation_id, id, seq, created_at, sender_type, sender_id, role, type, content, generation)
        SELECT 'bench', $1, $2, $3, clock_timestamp(), 'user', 'user-1', 'user', 'text', $4, 'none'
        """;

    private const string InsertWhole =
        """
        WITH head AS (UPDATE bench.heads SET last_seq = last_seq + 1 WHERE conversation_id = $1 RETURNING last_seq),
        message AS (
            INSERT INTO bench.messages
                (tenant, conversation_id, id, seq, created_at, sender_type, sender_id, role, type, content, generation)
            SELECT 'bench', $1, $2, last_seq, clock_timestamp(), 'user', 'user-1', 'user', 'text', $4, 'none' FROM head),
        entry AS (
            INSERT INTO bench.log (tenant, conversation_id, "offset", created_at, kind, message_id)
            SELECT 'bench', $1, last_seq, clock_timestamp(), 'message_created', $2 FROM head)
        INSERT INTO bench.keys
            (tenant, scope, sender_type, sender_id, client_id, body_hash, conversation_id, message_id, seq, created_at)
        SELECT 'bench', $1, 'user', 'user-1', $3::text, '\x00', $1, $2, last_seq, clock_timestamp() FROM head
        """;

    public static async Task<SingleRow> MeasureAsync(
        NpgsqlDataSource database, int connections, TimeSpan duration, CancellationToken cancellationToken)
    {
        await RunAsync(database, Create, cancellationToken);
        try
        {
            var one = await MeasureAsync(InsertMessage, 1);
            var many = await MeasureAsync(InsertMessage, connections);
            return new SingleRow(one, many, await MeasureAsync(InsertWhole, connections));
        }
        finally
        {
            await RunAsync(database, "DROP SCHEMA bench CASCADE", CancellationToken.None);
        }

        async Task<double> MeasureAsync(string sql, int callers) => (await ClosedLoop.RunAsync(
            callers, duration, (number, token) => InsertAsync(database, sql, number, token), cancellationToken)).Rate;
    }

    private static async Task InsertAsync(
        NpgsqlDataSource database, string sql, long number, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = new Guid($"{number % 1000:x32}") });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Interlocked.Increment(ref s_seq) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{number} {Ground.Words}" });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task RunAsync(NpgsqlDataSource database, string sql, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
