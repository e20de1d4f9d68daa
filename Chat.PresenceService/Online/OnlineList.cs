namespace Chat.Presence.Online;

/// <summary>The ids of online principals, and whether there may be more.</summary>
internal sealed record OnlineList(IReadOnlyList<string> Ids, bool IsTruncated);
