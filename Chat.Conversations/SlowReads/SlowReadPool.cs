using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Conversations.SlowReads;

/// <summary>
/// Runs reads whose cost grows with what is stored (searches, counts, sums, deep pages) on few connections of their own
/// and ends them early, so that writes and ordinary reads keep theirs.
/// </summary>
internal sealed class SlowReadPool : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database;
    private readonly SlowReadTurns _turns;
    private readonly ConversationsMetrics _metrics;

    public SlowReadPool(
        IServiceProvider services, IOptions<SlowReadsOptions> options, SlowReadTurns turns, ConversationsMetrics metrics)
    {
        _turns = turns;
        _metrics = metrics;
        _database = services.CreateDataSource(connection =>
        {
            connection.MaxPoolSize = options.Value.Connections;
            // The database ends them; giving up here is for when it does not answer at all.
            connection.CommandTimeout = (int)Math.Ceiling(options.Value.StatementTimeout.TotalSeconds) + 5;
            connection.Options += $" -c statement_timeout={(int)options.Value.StatementTimeout.TotalMilliseconds}";
        });
    }

    public async Task<T> RunAsync<T>(
        Caller caller, Func<NpgsqlDataSource, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            using var turn = await _turns.TakeAsync(caller, cancellationToken);
            return await read(_database, cancellationToken);
        }
        catch (PostgresException ended) when (ended.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _metrics.SlowReadRefused(ChatError.Timeout.Code);
            throw new ChatException(ChatError.Timeout, ended);
        }
        catch (ChatException refused)
        {
            _metrics.SlowReadRefused(refused.Error.Code);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
