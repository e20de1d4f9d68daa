using System.Text;
using Chat.Contracts.Streams;

namespace Chat.Gateway.Transports.Sse;

/// <summary>The bytes of the event stream format (WHATWG HTML, section 9.2).</summary>
internal static class SseFrame
{
    /// <summary>A comment; clients do not see it.</summary>
    public static ReadOnlyMemory<byte> Heartbeat { get; } = ":\n\n"u8.ToArray();

    /// <summary>The first bytes of a response: a comment and the delay before reconnecting.</summary>
    public static byte[] Opening(TimeSpan retry) =>
        Encoding.ASCII.GetBytes($": connected\nretry: {(long)retry.TotalMilliseconds}\n\n");

    /// <summary>The event that says why the stream ends before its time; clients do not resume after it, so it has no id.</summary>
    public static byte[] Ended(string reason) =>
        Encoding.ASCII.GetBytes($$"""
            event: {{StreamEndReasons.EventName}}
            data: {"reason":"{{reason}}"}


            """.ReplaceLineEndings("\n"));

    /// <summary>One event; neither the id nor the data may hold a line break, which JSON never does.</summary>
    public static byte[] Event(string id, ReadOnlySpan<byte> data)
    {
        var head = Encoding.ASCII.GetBytes($"id: {id}\ndata: ");
        var frame = new byte[head.Length + data.Length + 2];
        head.CopyTo(frame, 0);
        data.CopyTo(frame.AsSpan(head.Length));
        frame.AsSpan(^2).Fill((byte)'\n');
        return frame;
    }
}
