using Chat.Conversations.Storage;
using StackExchange.Redis;

namespace Chat.Conversations.Projections;

/// <summary>Tells "Redis or the database cannot be used now" from "this room cannot be written".</summary>
internal static class ProjectionFailure
{
    private static readonly string[] OfTheKey = ["WRONGTYPE", "ERR"];

    public static bool IsOutage(Exception failure) => failure switch
    {
        RedisServerException refusal => !OfTheKey.Any(code => refusal.Message.StartsWith(code, StringComparison.Ordinal)),
        RedisException or TimeoutException => true,
        _ => StorageFailure.IsOutage(failure),
    };
}
