using Chat.Conversations.Paging;

namespace Chat.Conversations.Conversations.Reading;

/// <summary>A page of the caller's conversations, newest activity first.</summary>
internal sealed record ConversationPage(ConversationFilter Filter)
{
    public required int Limit { get; init; }

    /// <summary>The last conversation of the page before.</summary>
    public ActivityCursor? After { get; init; }

    /// <summary>For clients that page by number.</summary>
    public int Skip { get; init; }

    /// <summary>Whether all that the filter leaves are counted too.</summary>
    public bool WithTotal { get; init; }

    /// <summary>Whether each conversation names its participants, the first <see cref="PageLimits.ListedParticipants"/>.</summary>
    public bool WithParticipants { get; init; }
}
