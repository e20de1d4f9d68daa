namespace Chat.Gateway.Generation.Streaming;

/// <summary>Redis did not answer, or not as expected; trying again is always safe.</summary>
internal sealed class TokenStreamException(string message, Exception cause) : Exception(message, cause);
