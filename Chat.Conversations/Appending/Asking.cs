using Chat.Conversations.Participants;

namespace Chat.Conversations.Appending;

/// <summary>
/// Somebody whom a change may give a job: surely, or only where the conversation is with an agent.
/// </summary>
internal sealed record Asking(Caller Who, bool IsCertain)
{
    public long LockNumber() => Appending.LockNumber.Of(Who.Tenant, "jobs of", Who.Principal.ToText());
}
