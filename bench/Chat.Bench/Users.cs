using System.Collections.Concurrent;
using Chat.Cli.Tokens;

namespace Chat.Bench;

/// <summary>The people of a run: a tenant of its own, so that runs do not see each other's conversations.</summary>
internal sealed class Users(string signingKey, int count, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(4);

    private readonly ConcurrentDictionary<int, string> _tokens = [];

    public string Tenant { get; } = $"bench-{Guid.NewGuid():N}"[..18];

    public string Id(int user) => $"user-{user % count}";

    public string Token(int user) => _tokens.GetOrAdd(user % count, _ =>
        new DevelopmentToken(Id(user), Tenant, "user", [], Lifetime).Sign(signingKey, time.GetUtcNow()));
}
