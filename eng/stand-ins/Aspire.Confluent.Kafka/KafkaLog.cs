using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Aspire.Confluent.Kafka;

/// <summary>Takes librdkafka's messages into the log.</summary>
internal sealed partial class KafkaLog(ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("Aspire.Confluent.Kafka");

    /// <summary>Sets a handler unless the caller has set one.</summary>
    public static void Offer(Action setHandler)
    {
        try
        {
            setHandler();
        }
        catch (InvalidOperationException)
        {
            // Set already; the builder has no other way to tell.
        }
    }

    public void Write(LogMessage message)
    {
        var level = (LogLevel)message.LevelAs(LogLevelType.MicrosoftExtensionsLogging);
        LogLibrary(_logger, level, message.Name, message.Message);
    }

    // What is not fatal stands in the messages above as well.
    public void Write(Error error) =>
        LogClientError(_logger, error.IsFatal ? LogLevel.Critical : LogLevel.Debug, error.Code, error.Reason);

    [LoggerMessage(Message = "{Client}: {Text}")]
    private static partial void LogLibrary(ILogger logger, LogLevel level, string client, string text);

    [LoggerMessage(Message = "Kafka reports {Code}: {Reason}")]
    private static partial void LogClientError(ILogger logger, LogLevel level, ErrorCode code, string reason);
}
