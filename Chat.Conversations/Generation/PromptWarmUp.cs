using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Generation.Changes;
using Chat.Conversations.Participants;
using Chat.Conversations.Storage;
using Chat.ServiceDefaults.WarmUp;
using Microsoft.EntityFrameworkCore;

namespace Chat.Conversations.Generation;

/// <summary>Connects to the database and goes the way of a prompt once, without committing it, and that of its context.</summary>
internal sealed class PromptWarmUp(BatchTransaction transaction, DbContextOptions<ChatDbContext> options) : IWarmUp
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        // No token has an empty tenant.
        var nobody = new Caller("", new Principal(PrincipalType.User, "warm-up"));
        var prompt = new SubmitPrompt(nobody, "warm-up", "warm-up") { ClientId = "warm-up" };
        await transaction.RehearseAsync([new PendingChange<SubmittedPrompt>(prompt)], s_patience, cancellationToken);

        await using var context = new ChatDbContext(options);
        await context.Conversations.AsNoTracking().AnyAsync(c => c.Id == Guid.Empty, cancellationToken);
    }
}
