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

    /// <summary>
    /// Whether it is JSON that everybody can read: an escape of half a surrogate pair is allowed by the grammar, but it is no
    /// text, and no reader gets past it.
    /// </summary>
    private static bool Is(JsonValueKind kind, string json)
    {
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = Limits.MetadataDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != (kind == JsonValueKind.Array ? JsonTokenType.StartArray : JsonTokenType.StartObject))
                return false;
            do
                if (reader.ValueIsEscaped) _ = reader.GetString();
            while (reader.Read());
            return true;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
