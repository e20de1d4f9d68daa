using System.Text.Json;

namespace Chat.Gateway.Dialects.D001;

/// <summary>A message in the first design's names.</summary>
public sealed record D001Message
{
    /// <summary>Its number in the room: 1, 2, 3 …</summary>
    public required long MessageId { get; init; }

    public required string RoomId { get; init; }

    public required string SenderId { get; init; }

    public required string Content { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Like 2025-08, UTC.</summary>
    public required string MonthYear { get; init; }

    /// <summary>sent, delivered or read.</summary>
    public required string Status { get; init; }

    public required IReadOnlyList<string> DeliveredTo { get; init; }

    public required IReadOnlyList<D001Read> ReadBy { get; init; }

    /// <summary>text, image or file.</summary>
    public required string MessageType { get; init; }

    public JsonElement? Metadata { get; init; }
}

/// <summary>
/// Who read a message, and when in milliseconds since 1970; where the log was not looked through so far, when it was sent.
/// </summary>
public sealed record D001Read(string UserId, long ReadAt);

/// <summary>A room in the first design's names; times in milliseconds since 1970.</summary>
public sealed record D001Room(string RoomId, string RoomType, IReadOnlyList<string> Participants, long CreatedAt, long LastMessageAt)
{
    public required D001RoomMetadata Metadata { get; init; }
}
