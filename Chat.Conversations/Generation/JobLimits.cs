namespace Chat.Conversations.Generation;

/// <summary>How many jobs that have not ended a user and a tenant may have.</summary>
internal sealed record JobLimits(int PerUser, int PerTenant);
