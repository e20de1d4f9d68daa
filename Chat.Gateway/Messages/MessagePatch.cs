using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Messages;

/// <summary>Changes of a message: what is not given stays, and null removes it.</summary>
public sealed record MessagePatch
{
    public string? Content { get; init; }

    /// <summary>The new object.</summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>The new list.</summary>
    public IReadOnlyList<string>? Attachments { get; init; }

    /// <summary>The version that is edited; when the message has another one the edit is refused. Any without it.</summary>
    public int? Version { get; init; }

    private static readonly NumberRange s_versions = new(1, int.MaxValue);

    internal static async Task<EditMessageRequest> ReadAsync(
        MessagePath path, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        var edit = new EditMessageRequest
        {
            ConversationId = path.ConversationId,
            MessageId = path.MessageId,
            Attachments = { body.Texts("attachments") },
            ReplaceAttachments = body.Has("attachments"),
            ExpectedVersion = (int)(body.Number("version", s_versions) ?? 0),
        };
        if (body.Has("content"))
            edit.Content = body.Text("content") ?? "";
        if (body.Has("metadata"))
            edit.MetadataJson = body.RawObject("metadata") ?? "";
        if (!edit.HasContent && !edit.HasMetadataJson && !edit.ReplaceAttachments)
            problems.Required("content");
        problems.ThrowIfAny();
        return edit;
    }
}

/// <summary>A message, as it stands in a path.</summary>
internal readonly record struct MessagePath(string ConversationId, string MessageId);
