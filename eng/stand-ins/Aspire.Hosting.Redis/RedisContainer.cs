using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Redis;

/// <summary>Redis as the manifest describes it; here a native process does without all of this.</summary>
internal static class RedisContainer
{
    public static IResourceBuilder<RedisResource> AsPublished(this IResourceBuilder<RedisResource> builder)
    {
        builder.WithImage("library/redis", "8.6").WithImageRegistry("docker.io");
        if (builder.ApplicationBuilder.ExecutionContext.IsRunMode)
            return builder;

        // A shell, so that the password stands in the environment and not in the list of processes.
        builder.Resource.Entrypoint = "/bin/sh";
        return builder
            .WithArgs(context =>
            {
                context.Args.Add("-c");
                context.Args.Add(CommandOf(builder.Resource));
            })
            .WithEnvironment(context =>
            {
                if (builder.Resource.PasswordParameter is { } password)
                    context.EnvironmentVariables["REDIS_PASSWORD"] = password;
            });
    }

    private static string CommandOf(RedisResource redis)
    {
        var command = redis.PasswordParameter is null ? "redis-server" : "redis-server --requirepass $REDIS_PASSWORD";
        return redis.TryGetLastAnnotation<PersistenceAnnotation>(out var persistence)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{command} --save {persistence.Interval.TotalSeconds:F0} {persistence.KeysChangedThreshold}")
            : command;
    }
}
