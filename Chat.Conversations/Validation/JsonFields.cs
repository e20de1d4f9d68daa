using System.Text;
using System.Text.Json;

namespace Chat.Conversations.Validation;

/// <summary>Fields that hold JSON, which is checked here and kept as it was sent.</summary>
internal static class JsonFields
{
    /// <summary>A JSON object; null for none.</summary>
    public static string? Metadata(this Fields fields, string json) =>
        fields.Json("metadata", json, JsonValueKind.Object, Limits.MetadataBytes);

    /// <summary>A JSON array; null for none.</summary>
    public static string? ToolCalls(this Fields fields, string json) =>
        fields.Json("toolCalls", json, JsonValueKind.Array, Limits.ToolCallsBytes);

    private static string? Json(this Fields fields, string field, string json, JsonValueKind kind, int mostBytes)
    {
        if (json.Length == 0) return null;
        if (Encoding.UTF8.GetByteCount(json) > mostBytes)
        {
            fields.Add(field, "too_long", $"must have at most {mostBytes} bytes");
            return null;
        }

        if (!Is(kind, json))
            fields.Add(field, "invalid", $"must be a JSON {kind.ToString().ToLowerInvariant()} of at most {Limits.MetadataDepth} levels");
        if (json.Contains('\0')) fields.Add(field, "invalid", "must not contain the NUL character");
        return json;
    }

    private static bool Is(JsonValueKind kind, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Limits.MetadataDepth });
            return document.RootElement.ValueKind == kind;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
