using Chat.Conversations.Appending;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Generation.Quotas;

/// <summary>How many jobs that have not ended the requesters and tenants of a batch have, counted up to their limits.</summary>
internal sealed class OpenJobs(JobLimits limits)
{
    // By then a job or two has ended, unless the model hangs.
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Tenant, Principal Requester), int> _ofRequesters = [];
    private readonly Dictionary<string, int> _ofTenants = [];

    public void Load(RequesterLoad row) => _ofRequesters[(row.Tenant, row.Requester)] = row.Open;

    public void Load(TenantLoad row) => _ofTenants[row.Tenant] = row.Open;

    /// <summary>Counts a job of this batch, for the requests after it.</summary>
    public void Add(Job job)
    {
        var requester = (job.Tenant, job.RequestedBy);
        _ofRequesters[requester] = _ofRequesters.GetValueOrDefault(requester) + 1;
        _ofTenants[job.Tenant] = _ofTenants.GetValueOrDefault(job.Tenant) + 1;
    }

    /// <summary>Refuses who may not have another job; before anything of the request is written.</summary>
    public void RequireRoom(Caller caller)
    {
        if (_ofRequesters.GetValueOrDefault((caller.Tenant, caller.Principal)) >= limits.PerUser)
            throw new ChatException(ChatError.TooManyJobs("user", s_retryAfter));
        if (_ofTenants.GetValueOrDefault(caller.Tenant) >= limits.PerTenant)
            throw new ChatException(ChatError.TooManyJobs("tenant", s_retryAfter));
    }
}

/// <summary>How many open jobs a requester has.</summary>
internal readonly record struct RequesterLoad(string Tenant, Principal Requester, int Open);

/// <summary>How many open jobs a tenant has.</summary>
internal readonly record struct TenantLoad(string Tenant, int Open);
