namespace Chat.Gateway.Dialects.D001;

/// <summary>How a room presents itself.</summary>
public sealed record D001RoomMetadata(string? Name, string? Description, string? Avatar);

/// <summary>What became of a receipt.</summary>
public sealed record D001Marked(string RoomId, long MessageId, string Status);

/// <summary>A room that was left.</summary>
public sealed record D001Left(string RoomId);
