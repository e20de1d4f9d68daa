using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.RateLimiting;

/// <summary>What there is to be counted against.</summary>
internal sealed class RateBuckets(IOptions<RateLimitOptions> options)
{
    public const string Conversation = "conversation";

    private readonly RateLimitOptions _options = options.Value;

    public List<RateBucket> Of(Caller caller) =>
    [
        new("user", RateKeys.User(caller.Tenant, TypeOf(caller), caller.Principal.Id), _options.User),
        new("tenant", RateKeys.Tenant(caller.Tenant), _options.Tenant),
    ];

    public List<RateBucket> OfJobs(Caller caller) =>
        [new("jobs", RateKeys.Jobs(caller.Tenant, TypeOf(caller), caller.Principal.Id), _options.Jobs)];

    public RateBucket OfConversation(Caller caller, Guid id) =>
        new(Conversation, RateKeys.Conversation(caller.Tenant, id), _options.Conversation);

    private static string TypeOf(Caller caller) => StoredNames.Principals.Of(caller.Principal.Type);
}
