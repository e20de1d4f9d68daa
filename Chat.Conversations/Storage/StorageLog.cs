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
}
