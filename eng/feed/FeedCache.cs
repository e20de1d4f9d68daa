namespace Chat.Feed;

/// <summary>The folders of the cache, as eng/Restricted.props names them, and the lock that guards them.</summary>
internal sealed class FeedCache(string root)
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(10);

    public string Root => root;
    public string Feed => Path.Combine(root, "feed");
    public string LockFile => Path.Combine(root, "feed.lock.json");
    public string Packages => Path.Combine(root, "packages");

    public static FeedCache ForUser()
    {
        var given = Environment.GetEnvironmentVariable("ChatCache");
        if (!string.IsNullOrEmpty(given))
            return new FeedCache(given);
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(caches))
            caches = Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "/", ".cache");
        return new FeedCache(Path.Combine(caches, "chat"));
    }

    public string AspireBundle(string version) => Path.Combine(root, "aspire", version);

    public string NewTemporaryFolder() => Directory.CreateDirectory(Path.Combine(root, $"tmp-{Guid.NewGuid():N}")).FullName;

    /// <summary>Waits until no other process builds the feed.</summary>
    public FileStream Enter()
    {
        Directory.CreateDirectory(root);
        var path = Path.Combine(root, "feed.guard");
        var deadline = TimeProvider.System.GetUtcNow() + LockTimeout;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetUtcNow() < deadline)
            {
                Thread.Sleep(LockPoll);
            }
            catch (IOException exception)
            {
                throw new FeedException($"another process holds {path}; end it and try again.", exception);
            }
        }
    }

    /// <summary>Puts a finished folder into its place, replacing what is there.</summary>
    public void Publish(string finished, string place)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        var old = Path.Combine(root, $"tmp-{Guid.NewGuid():N}");
        if (Directory.Exists(place))
            Directory.Move(place, old);
        Directory.Move(finished, place);
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
    }

    /// <summary>Removes what a killed build left; only for the holder of the lock.</summary>
    public void RemoveLeftovers()
    {
        foreach (var folder in Directory.EnumerateDirectories(root, "tmp-*"))
            Directory.Delete(folder, recursive: true);
    }
}
