using Chat.Contracts;

namespace Chat.Gateway.Input;

/// <summary>Reads the sender's idempotency key, from wherever it was given.</summary>
internal static class ClientIds
{
    private const string Field = "clientId";

    /// <summary>
    /// The header, the field <c>clientId</c> and a dialect's own name for it mean the same, so they must say the same; empty
    /// for none.
    /// </summary>
    public static string ReadClientId(this HttpRequest request, JsonFields body, FieldProblems problems, string name = Field)
    {
        if (body.IsNull(name)) name = Field;
        var field = body.Text(name);
        if (field is not null && (body.Text(Field) ?? field) != field)
            problems.Invalid(name, $"{name} and {Field} must be the same when both are given.");
        if (!request.Headers.TryGetValue(HeaderNames.IdempotencyKey, out var header))
            return field ?? "";
        if (header is not [{ } key] || string.IsNullOrWhiteSpace(key))
            problems.Invalid(HeaderNames.IdempotencyKey, "Idempotency-Key must be given once and not be blank.");
        else if (field is not null && field != key)
            problems.Invalid(name, $"{name} and Idempotency-Key must be the same when both are given.");
        return header.ToString();
    }
}
