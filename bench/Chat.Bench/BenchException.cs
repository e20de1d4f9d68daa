namespace Chat.Bench;

/// <summary>Something that whoever started the measurement can mend; the message says how.</summary>
internal sealed class BenchException(string message) : Exception(message);
