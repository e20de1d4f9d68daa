using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Conversations;

/// <summary>Changes of a conversation: what is not given stays, and null removes what may be absent.</summary>
public sealed record ConversationPatch
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>The new list.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The new object.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>chat, voice or email.</summary>
    public string? Channel { get; init; }

    /// <summary>active, archived or closed.</summary>
    public string? Status { get; init; }

    /// <summary>All that there shall be: by the name of a permission the least role that has it (owner, admin, member).</summary>
    public IReadOnlyDictionary<string, string>? PermissionOverrides { get; init; }

    internal static async Task<UpdateConversationRequest> ReadAsync(
        string conversationId, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        var update = new UpdateConversationRequest
        {
            ConversationId = conversationId,
            Tags = { body.Texts("tags") },
            ReplaceTags = body.Has("tags"),
            Status = body.Word("status", ConversationWords.Statuses) ?? "",
            PermissionOverrides = { body.TextsByName("permissionOverrides") },
            ReplacePermissionOverrides = body.Has("permissionOverrides"),
        };
        if (body.Has("title"))
            update.Title = body.Text("title") ?? "";
        if (body.Has("description"))
            update.Description = body.Text("description") ?? "";
        if (body.Has("metadata"))
            update.MetadataJson = body.RawObject("metadata") ?? "";
        if (body.Word("channel", ConversationWords.Channels) is { } channel)
            update.Channel = channel;
        problems.ThrowIfAny();
        return update;
    }
}
