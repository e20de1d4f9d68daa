using System.Text.RegularExpressions;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Validation;

/// <summary>The fields of messages.</summary>
internal static partial class MessageFields
{
    private const string Https = "https";

    /// <summary>May only be empty when something is attached.</summary>
    public static string Content(this Fields fields, string content, bool mayBeEmpty) =>
        mayBeEmpty && content.Length == 0 ? content : fields.Text("content", content, Limits.MessageCharacters);

    /// <summary>https addresses and references to documents; nothing that a browser would run.</summary>
    public static IReadOnlyList<string> Attachments(this Fields fields, IReadOnlyList<string> attachments)
    {
        if (attachments.Count > Limits.Attachments)
            fields.Add("attachments", "too_many", $"must be at most {Limits.Attachments}");
        for (var i = 0; i < attachments.Count && i <= Limits.Attachments; i++)
        {
            if (attachments[i].Length > Limits.AttachmentCharacters)
                fields.Add($"attachments[{i}]", "too_long", $"must have at most {Limits.AttachmentCharacters} characters");
            else if (!IsAddress(attachments[i]) && !Document().IsMatch(attachments[i]))
                fields.Add($"attachments[{i}]", "invalid", "must be an https address or document:{id}");
        }

        return [.. attachments];
    }

    public static string Emoji(this Fields fields, string emoji)
    {
        var text = fields.Text("emoji", emoji, Limits.EmojiCharacters);
        if (text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            fields.Add("emoji", "invalid", "must be one emoji or short word");
        return text;
    }

    public static Principal Principal(this Fields fields, string field, PrincipalRef? principal)
    {
        var id = fields.PrincipalId($"{field}.id", principal?.Id ?? "");
        var type = principal?.Type ?? PrincipalType.Unspecified;
        if (type is not (PrincipalType.User or PrincipalType.Agent))
            fields.Add($"{field}.type", "invalid", "must be user or agent");
        return new Principal(type, id);
    }

    public static IReadOnlyList<Principal> Mentions(this Fields fields, IReadOnlyList<PrincipalRef> mentions)
    {
        if (mentions.Count > Limits.Mentions)
            fields.Add("mentions", "too_many", $"must be at most {Limits.Mentions}");
        return [.. mentions.Take(Limits.Mentions).Select((m, i) => fields.Principal($"mentions[{i}]", m))];
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: Https, Host.Length: > 0 }
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    [GeneratedRegex(@"^document:[A-Za-z0-9][A-Za-z0-9._\-]{0,199}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Document();
}
