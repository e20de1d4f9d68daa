using Chat.Feed;

if (args is not [var manifest])
{
    Console.Error.WriteLine("Feed: give the path of feed.json.");
    return 2;
}

try
{
    var cache = FeedCache.ForUser();
    if (new FeedBuilder(cache, File.ReadAllBytes(manifest)).Ensure())
        Console.WriteLine($"Feed: built {cache.Feed}.");
    return 0;
}
catch (Exception exception) when (exception is FeedException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"Feed: {exception.Message}");
    return 1;
}
