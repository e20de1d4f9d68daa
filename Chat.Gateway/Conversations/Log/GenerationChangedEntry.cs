namespace Chat.Gateway.Conversations.Log;

/// <summary>A generation came one state further.</summary>
/// <param name="JobId">The generation.</param>
/// <param name="State">queued, streaming, completed, failed or cancelled.</param>
/// <param name="Attempt">The attempt, from 1; 0 before the first.</param>
/// <param name="Reason">A stable code, when it failed.</param>
/// <param name="JobKind">answer or summary.</param>
public sealed record GenerationChangedEntry(string JobId, string State, int Attempt, string? Reason, string? JobKind) : LogEntryView;
