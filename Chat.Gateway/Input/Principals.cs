using Chat.Contracts.Conversations.V1;

namespace Chat.Gateway.Input;

/// <summary>Reads users and agents.</summary>
internal static class Principals
{
    /// <summary>As <c>user:id</c> or <c>agent:id</c>; null when it is not there.</summary>
    public static PrincipalRef? Principal(this FieldProblems problems, string field, string? text)
    {
        if (text is null)
            return null;
        if (text.Split(':', 2) is [var word, { Length: > 0 } id] && Words.Parse<PrincipalType>(word) is > 0 and var type)
            return new PrincipalRef { Type = type, Id = id };
        problems.Invalid(field, $"{field} must be user:id or agent:id.");
        return null;
    }

    /// <summary>From path segments.</summary>
    public static PrincipalRef PathPrincipal(this FieldProblems problems, string type, string id) => new()
    {
        Type = Words.Parse<PrincipalType>(problems.Word("type", type, Words.All<PrincipalType>())),
        Id = id,
    };

    /// <summary>From an object <c>{id, type}</c>; without a type it is a user.</summary>
    public static PrincipalRef ReadPrincipal(this JsonFields fields) => new()
    {
        Id = fields.RequiredText("id"),
        Type = fields.Word("type", Words.All<PrincipalType>()) is { } word
            ? Words.Parse<PrincipalType>(word)
            : PrincipalType.User,
    };
}
