using System.Text.RegularExpressions;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;

namespace Chat.Conversations.Messages;

/// <summary>Finds who is named in a text, as <c>@id</c>.</summary>
internal static partial class MentionText
{
    /// <summary>Whoever might be meant, users and agents alike; who takes part is found out under the lock.</summary>
    public static IReadOnlyList<Principal> Candidates(string text)
    {
        if (!text.Contains('@', StringComparison.Ordinal)) return [];
        return
        [
            .. Name().Matches(text).Select(m => m.Groups[1].Value).Distinct().Take(Limits.Mentions)
                .SelectMany(id => new[] { new Principal(PrincipalType.User, id), new Principal(PrincipalType.Agent, id) }),
        ];
    }

    public static bool Names(string text, Principal principal) =>
        text.Contains('@', StringComparison.Ordinal) && Name().Matches(text).Any(m => m.Groups[1].Value == principal.Id);

    // Not inside a word, so that an e-mail address names nobody; a full stop at the end is the sentence's.
    [GeneratedRegex(@"(?<![\w@])@([\w][\w.\-]{0,98}[\w]|[\w])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
