using System.Text;
using System.Text.Json;

namespace Chat.Conversations.Appending.Idempotency;

/// <summary>JSON in the one form that all texts of the same value have: names in order, one way to write a string.</summary>
internal static class CanonicalJson
{
    /// <summary>Of JSON that was checked; null for null. Numbers stay as they were written.</summary>
    public static string? Of(string? json)
    {
        if (json is null) return null;
        using var document = JsonDocument.Parse(json);
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text)) Write(document.RootElement, writer);
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, writer);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(value.GetRawText());
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(JsonElement value, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var property in value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(property.Name);
            Write(property.Value, writer);
        }

        writer.WriteEndObject();
    }
}
