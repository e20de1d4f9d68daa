namespace Chat.Gateway.Messages;

/// <summary>A message that is committed.</summary>
/// <param name="Message">The message.</param>
/// <param name="JobId">The generation that answers it; none when nobody was asked.</param>
/// <param name="StreamUrl">Where that answer's events are.</param>
public sealed record SentView(MessageView Message, string? JobId, string? StreamUrl);
