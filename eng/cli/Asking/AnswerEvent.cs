using System.Text.Json;

namespace Chat.Cli.Asking;

/// <summary>The data of one event of an answer's stream.</summary>
internal sealed record AnswerEvent(
    int Attempt, string? Token, bool Done, bool Snapshot, string? Status, string? MessageId, JsonElement? Usage, string? Reason);
