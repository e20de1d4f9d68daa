using Chat.Contracts.Errors;
using Chat.Conversations.Errors;

namespace Chat.Conversations.Validation;

/// <summary>
/// Reads a request's fields and collects everything that is wrong with them, so that the caller sees all mistakes at
/// once, or the first twenty. Fields are named as in the JSON form of the request.
/// </summary>
internal sealed class Fields
{
    /// <summary>They travel in a trailer, and that must not become too large to be read.</summary>
    private const int MostErrors = 20;

    private readonly List<FieldError> _errors = [];

    /// <summary>Whether something was wrong so far.</summary>
    public bool AnyInvalid => _errors.Count > 0;

    public Guid Id(string field, string value)
    {
        if (Guid.TryParseExact(value, "D", out var id) && id != Guid.Empty) return id;
        Add(field, value.Length == 0 ? "required" : "invalid", "must be a UUID");
        return Guid.Empty;
    }

    public Guid? OptionalId(string field, string value) => value.Length == 0 ? null : Id(field, value);

    /// <summary>Text that is stored as it was sent.</summary>
    public string Text(string field, string value, int most)
    {
        if (string.IsNullOrWhiteSpace(value)) Add(field, "required", "must not be empty");
        return Checked(field, value, most);
    }

    public string? OptionalText(string field, string value, int most) =>
        value.Length == 0 ? null : Checked(field, value, most);

    /// <summary>A page size: 0 means the default.</summary>
    public int Limit(string field, int value, int byDefault, int most)
    {
        if (value < 0 || value > most) Add(field, "out_of_range", $"must be from 1 to {most}");
        return value == 0 ? byDefault : value;
    }

    public long Position(string field, long value)
    {
        if (value < 0) Add(field, "out_of_range", "must not be negative");
        return value;
    }

    public void Add(string field, string code, string message) =>
        Add(new FieldError { Field = field, Code = code, Message = $"{field} {message}." });

    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0) throw new ChatException(ChatError.Validation(_errors));
    }

    private void Add(FieldError error)
    {
        if (_errors.Count < MostErrors) _errors.Add(error);
    }

    private string Checked(string field, string value, int most)
    {
        if (value.Length > most) Add(field, "too_long", $"must have at most {most} characters");
        // PostgreSQL cannot store it in text.
        if (value.Contains('\0')) Add(field, "invalid", "must not contain the NUL character");
        return value;
    }
}
