using Chat.Cli.Hosting;

namespace Chat.Cli.Verbs;

/// <summary>Makes Redis right again.</summary>
internal sealed class RedisVerb : IVerb
{
    public string Name => "redis";
    public string Arguments => "rebuild";
    public string Summary => "write the rooms and their members in Redis anew from the database";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken) => arguments is ["rebuild"]
        ? OneShot.RunAsync("rebuild-projections", cancellationToken)
        : throw CliException.Usage("'redis' can rebuild.");
}
