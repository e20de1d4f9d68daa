namespace Chat.Feed;

/// <summary>What was built from what: the content of feed.lock.json.</summary>
internal sealed record FeedLock(string Stamp, string Managed, LockedInput[] Inputs, LockedPackage[] Packages);

/// <summary>Something the feed was built from, and its content's hash.</summary>
internal sealed record LockedInput(string Source, string Sha256);

/// <summary>A package of the feed, where its content comes from, and its hash.</summary>
internal sealed record LockedPackage(string Id, string Version, string Source, string Sha256);
