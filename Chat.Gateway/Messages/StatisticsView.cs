using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Messages;

/// <summary>Counts of a conversation's live messages.</summary>
public sealed record StatisticsView
{
    public required long Messages { get; init; }

    /// <summary>By user, assistant, system and tool.</summary>
    public required IReadOnlyDictionary<string, long> ByRole { get; init; }

    /// <summary>By text, image, file, voice, system and tool.</summary>
    public required IReadOnlyDictionary<string, long> ByType { get; init; }

    /// <summary>Messages with at least one attachment.</summary>
    public required long WithAttachments { get; init; }

    public required long Attachments { get; init; }

    public required long PromptTokens { get; init; }

    public required long CompletionTokens { get; init; }

    public required long TotalTokens { get; init; }

    /// <summary>US dollars.</summary>
    public required decimal Cost { get; init; }

    public DateTime? FirstMessageAt { get; init; }

    public DateTime? LastMessageAt { get; init; }
}

/// <summary>Turns statistics into their view.</summary>
internal static class StatisticsMapping
{
    public static StatisticsView ToView(this StatisticsResponse response) => new()
    {
        Messages = response.Messages,
        ByRole = response.ByRole.ToDictionary(),
        ByType = response.ByType.ToDictionary(),
        WithAttachments = response.WithAttachments,
        Attachments = response.Attachments,
        PromptTokens = response.PromptTokens,
        CompletionTokens = response.CompletionTokens,
        TotalTokens = response.TotalTokens,
        Cost = response.Cost.ToDecimal() ?? 0,
        FirstMessageAt = response.FirstMessageAt?.ToDateTime(),
        LastMessageAt = response.LastMessageAt?.ToDateTime(),
    };
}
