using System.Text.Json;

namespace Chat.Gateway.Input;

/// <summary>
/// The fields of one JSON object, read strictly: a field of the wrong type is a problem of that field, not of the whole
/// body. Fields that nobody asks for are passed over, so that newer clients can talk to older gateways.
/// </summary>
internal class JsonFields(JsonElement element, FieldProblems problems, string path = "")
{
    /// <summary>Names of a client's own choice are told no further than that.</summary>
    private const int MostOfAName = 64;

    /// <summary>Whether the field was given, be it null.</summary>
    public bool Has(string field) => element.TryGetProperty(field, out _);

    /// <summary>Whether the field was not given, or is null.</summary>
    public bool IsNull(string field) => Find(field) is null;

    /// <summary>The text of a field; null when it is not there.</summary>
    public string? Text(string field) => Find(field) is { } value ? TextOf(value, path + field) : null;

    /// <summary>The text of a field that must be there and not be blank.</summary>
    public string RequiredText(string field)
    {
        var before = problems.Count;
        var text = Text(field);
        if (problems.Count == before && string.IsNullOrWhiteSpace(text))
            problems.Required(path + field);
        return text ?? "";
    }

    /// <summary>One of the given words; null when the field is not there.</summary>
    public string? Word(string field, IReadOnlyCollection<string> words) =>
        Text(field) is { } text ? problems.Word(path + field, text, words) : null;

    /// <summary>One of the given words, which must be there.</summary>
    public string RequiredWord(string field, IReadOnlyCollection<string> words)
    {
        if (IsNull(field))
            problems.Required(path + field);
        return Word(field, words) ?? "";
    }

    /// <summary>The strings of an array; empty when it is not there.</summary>
    public IReadOnlyList<string> Texts(string field) =>
        [.. Items(field, "strings").Select(item => TextOf(item.Value, item.Path)).OfType<string>()];

    /// <summary>The strings of an object by their names; empty when it is not there.</summary>
    public Dictionary<string, string> TextsByName(string field)
    {
        if (Find(field) is not { } value || ObjectOf(value, path + field) is null
            || problems.HasTooMany(path + field, value.GetPropertyCount()))
            return [];
        return value.EnumerateObject()
            .Select(one => KeyValuePair.Create(
                one.Name, TextOf(one.Value, $"{path}{field}.{string.Concat(one.Name.EnumerateRunes().Take(MostOfAName))}")))
            .Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value!);
    }

    public bool? Flag(string field)
    {
        if (Find(field) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        problems.Invalid(path + field, $"{path}{field} must be true or false.");
        return null;
    }

    public long? Number(string field, NumberRange range)
    {
        if (Find(field) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && range.Holds(number))
            return number;
        problems.OutOf(range, path + field);
        return null;
    }

    /// <summary>An object as JSON text, as it was sent; null when it is not there.</summary>
    public string? RawObject(string field) => Raw(field, JsonValueKind.Object, "an object");

    /// <summary>An array as JSON text, as it was sent; null when it is not there.</summary>
    public string? RawArray(string field) => Raw(field, JsonValueKind.Array, "an array");

    /// <summary>The fields of an object; null when it is not there.</summary>
    public JsonFields? Object(string field) => Find(field) is { } value ? ObjectOf(value, path + field) : null;

    /// <summary>The objects of an array; empty when it is not there.</summary>
    public IReadOnlyList<JsonFields> Objects(string field) =>
        [.. Items(field, "objects").Select(item => ObjectOf(item.Value, item.Path)).OfType<JsonFields>()];

    /// <summary>Adds a problem of a field of this object.</summary>
    public void Invalid(string field, string message) => problems.Invalid(path + field, $"{path}{message}");

    private JsonElement? Find(string field) =>
        element.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private IEnumerable<(JsonElement Value, string Path)> Items(string field, string kind)
    {
        if (Find(field) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Array && problems.HasTooMany(path + field, value.GetArrayLength()))
            return [];
        if (value.ValueKind == JsonValueKind.Array)
            return value.EnumerateArray().Select((item, index) => (item, $"{path}{field}[{index}]"));
        problems.Invalid(path + field, $"{path}{field} must be an array of {kind}.");
        return [];
    }

    private string? Raw(string field, JsonValueKind kind, string name)
    {
        if (Find(field) is not { } value)
            return null;
        if (value.ValueKind == kind)
            return value.GetRawText();
        problems.Invalid(path + field, $"{path}{field} must be {name}.");
        return null;
    }

    private JsonFields? ObjectOf(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return new JsonFields(value, problems, name + ".");
        problems.Invalid(name, $"{name} must be an object.");
        return null;
    }

    private string? TextOf(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            problems.Invalid(name, $"{name} must be a string.");
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape: valid JSON, but no text.
            problems.Invalid(name, $"{name} must be valid Unicode text.");
            return null;
        }
    }
}
