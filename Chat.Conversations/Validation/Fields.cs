using Chat.Contracts.Errors;
using Chat.Conversations.Errors;
using Chat.ServiceDefaults;

namespace Chat.Conversations.Validation;

/// <summary>
/// Reads a request's fields and collects everything that is wrong with them, so that the caller sees all mistakes at
/// once, or the first twenty: the next one ends the reading. Fields are named as in the JSON form of the request.
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

    /// <summary>The id of a user or an agent, as a token may have it: else nobody could be them.</summary>
    public string PrincipalId(string field, string value)
    {
        if (value.Length == 0) Add(field, "required", "must not be empty");
        else if (value.Length > Limits.PrincipalIdCharacters)
            Add(field, "too_long", $"must have at most {Limits.PrincipalIdCharacters} characters");
        else if (!Identifiers.IsId(value)) Add(field, "invalid", "must have printable characters only and no spaces");
        return value;
    }

    /// <summary>The id of an agent; null for none.</summary>
    public string? AgentId(string value) => value.Length == 0 ? null : PrincipalId("agentId", value);

    /// <summary>A name of the caller's own choice, which is compared letter by letter; null for none.</summary>
    public string? Name(string field, string value, int most)
    {
        if (value.Length == 0) return null;
        if (value.Length > most) Add(field, "too_long", $"must have at most {most} characters");
        else if (!Identifiers.IsName(value))
            Add(field, "invalid", "must have printable characters only, and spaces only inside");
        return value;
    }

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

    /// <summary>Refuses the request when it has too many errors already.</summary>
    public void Add(string field, string code, string message)
    {
        if (_errors.Count == MostErrors)
        {
            _errors.Add(new FieldError { Code = "more", Message = $"There are more problems than these {MostErrors}." });
            ThrowIfInvalid();
        }

        _errors.Add(new FieldError { Field = field, Code = code, Message = $"{field} {message}." });
    }

    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0) throw new ChatException(ChatError.Validation(_errors));
    }

    private string Checked(string field, string value, int most)
    {
        if (value.Length > most) Add(field, "too_long", $"must have at most {most} characters");
        // PostgreSQL cannot store it in text.
        if (value.Contains('\0')) Add(field, "invalid", "must not contain the NUL character");
        return value;
    }
}
