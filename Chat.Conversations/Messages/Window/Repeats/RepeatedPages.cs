using System.Security.Cryptography;
using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Participants;
using Google.Protobuf;

namespace Chat.Conversations.Messages.Window.Repeats;

/// <summary>
/// Answers a request for a page that the same caller made a moment ago, without the database. A page is dropped before the
/// change that makes it old is acknowledged, whichever replica makes it, so what it says of membership holds as well.
/// </summary>
internal sealed class RepeatedPages(PageStore store)
{
    /// <summary>The page as it was given before, or what is needed to keep the one that is read now.</summary>
    public async Task<KnownPage> FindAsync(
        Caller caller, ListMessagesRequest request, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(request.ConversationId, out var conversationId)) return KnownPage.None;
        var name = NameOf(caller, request);
        var (readAt, page) = await store.ReadAsync(conversationId, name, cancellationToken);
        return readAt is { } time
            ? new KnownPage(page is null ? null : ListMessagesResponse.Parser.ParseFrom(page), new PageSlot(conversationId, name, time))
            : KnownPage.None;
    }

    /// <summary>Keeps a page for who takes part; others' looks are recorded one by one.</summary>
    public Task KeepAsync(
        KnownPage known, ConversationHead head, ListMessagesResponse page, CancellationToken cancellationToken) =>
        known.Slot is { } slot && !head.Privileged
            ? store.KeepAsync(slot, head.HeadOffset, page.ToByteArray(), cancellationToken)
            : Task.CompletedTask;

    private static byte[] NameOf(Caller caller, ListMessagesRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(
            new[] { caller.Tenant, caller.Principal.Type.ToString(), caller.Principal.Id, caller.IsTenantAdmin.ToString() }));
        hash.AppendData(request.ToByteArray());
        return hash.GetHashAndReset();
    }
}

/// <summary>A page that was given before, if there is one, and where the one that is read instead may be kept.</summary>
internal sealed record KnownPage(ListMessagesResponse? Page, PageSlot? Slot)
{
    public static KnownPage None { get; } = new(null, null);
}

/// <summary>Where a page is kept, and Redis' time in milliseconds before it was read.</summary>
internal sealed record PageSlot(Guid ConversationId, byte[] Name, long ReadAt);
