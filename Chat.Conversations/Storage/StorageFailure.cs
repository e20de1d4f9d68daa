using System.Net.Sockets;
using Npgsql;

namespace Chat.Conversations.Storage;

/// <summary>Tells "the database cannot be used now" from "the database refused this".</summary>
internal static class StorageFailure
{
    private const string IdleInTransactionTimeout = "25P03";

    /// <summary>Whether somebody else held a lock for too long: what does not need that lock can go on.</summary>
    public static bool IsLocked(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable };

    /// <summary>Whether trying again later may help and trying the parts of a batch alone would not.</summary>
    public static bool IsOutage(Exception failure) => failure switch
    {
        // Connection failures (08), resources (53), lock timeout (55P03), shutdown (57), system errors (58).
        PostgresException { SqlState: var state } => state.StartsWith("08", StringComparison.Ordinal)
            || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57", StringComparison.Ordinal)
            || state.StartsWith("58", StringComparison.Ordinal)
            || state == PostgresErrorCodes.LockNotAvailable
            || state == IdleInTransactionTimeout,
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } => true,
        NpgsqlException { IsTransient: true } => true,
        SocketException or TimeoutException => true,
        InvalidOperationException { InnerException: NpgsqlException inner } => IsOutage(inner),
        _ => false,
    };
}
