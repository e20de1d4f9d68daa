using Chat.Contracts;

namespace Chat.Gateway.Input;

/// <summary>Reads the sender's idempotency key, from wherever it was given.</summary>
internal static class ClientIds
{
    /// <summary>The header and the field <c>clientId</c> mean the same, so they must say the same; empty for none.</summary>
    public static string ReadClientId(this HttpRequest request, JsonFields body, FieldProblems problems)
    {
        var field = body.Text("clientId");
        if (!request.Headers.TryGetValue(HeaderNames.IdempotencyKey, out var header))
            return field ?? "";
        if (header is not [{ } key] || string.IsNullOrWhiteSpace(key))
            problems.Invalid(HeaderNames.IdempotencyKey, "Idempotency-Key must be given once and not be blank.");
        else if (field is not null && field != key)
            problems.Invalid("clientId", "clientId and Idempotency-Key must be the same when both are given.");
        return header.ToString();
    }
}
