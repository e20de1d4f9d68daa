namespace Chat.Feed;

/// <summary>The feed cannot be built; the message names the reason and the cure.</summary>
internal sealed class FeedException(string message, Exception? inner = null) : Exception(message, inner);
