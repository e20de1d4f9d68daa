using Chat.Contracts.Conversations.V1;

namespace Chat.Conversations.Storage;

/// <summary>Enums are stored as words, so that a row can be read without this program.</summary>
internal static class StoredNames
{
    public static readonly NameTable<PrincipalType> Principals = new(
        (PrincipalType.User, "user"),
        (PrincipalType.Agent, "agent"));

    public static readonly NameTable<MessageRole> MessageRoles = new(
        (MessageRole.User, "user"),
        (MessageRole.Assistant, "assistant"),
        (MessageRole.System, "system"),
        (MessageRole.Tool, "tool"));

    public static readonly NameTable<MessageType> MessageTypes = new(
        (MessageType.Text, "text"),
        (MessageType.Image, "image"),
        (MessageType.File, "file"),
        (MessageType.Voice, "voice"),
        (MessageType.System, "system"),
        (MessageType.Tool, "tool"));

    public static readonly NameTable<GenerationState> Generations = new(
        (GenerationState.None, "none"),
        (GenerationState.Queued, "queued"),
        (GenerationState.Streaming, "streaming"),
        (GenerationState.Completed, "completed"),
        (GenerationState.Failed, "failed"),
        (GenerationState.Cancelled, "cancelled"));

    public static readonly NameTable<UsageSource> UsageSources = new(
        (UsageSource.Unspecified, "unspecified"),
        (UsageSource.Provider, "provider"),
        (UsageSource.Estimate, "estimate"),
        (UsageSource.Simulated, "simulated"));
}
