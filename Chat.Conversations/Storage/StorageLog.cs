namespace Chat.Conversations.Storage;

/// <summary>What storage logs.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(1, LogLevel.Information, "Made the partitions {Names}")]
    public static partial void PartitionsMade(this ILogger logger, string names);

    [LoggerMessage(2, LogLevel.Error, "The partitions of the coming months could not be made; it is tried again")]
    public static partial void PartitionsFailed(this ILogger logger, Exception failure);

    [LoggerMessage(3, LogLevel.Information, "The database is up to date; applied {Count} migrations")]
    public static partial void Migrated(this ILogger logger, int count);

    [LoggerMessage(4, LogLevel.Warning, "Waiting for the database: {Obstacle}")]
    public static partial void SchemaAwaited(this ILogger logger, string obstacle);

    [LoggerMessage(5, LogLevel.Warning, "Waiting for the database server: {Reason}")]
    public static partial void ServerAwaited(this ILogger logger, string reason);

    [LoggerMessage(6, LogLevel.Information, "The database was made by another run of the migrations")]
    public static partial void DatabaseMadeElsewhere(this ILogger logger);
}
