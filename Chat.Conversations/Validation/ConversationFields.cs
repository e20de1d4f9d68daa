using System.Collections.ObjectModel;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Conversations;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Validation;

/// <summary>The fields of conversations.</summary>
internal static class ConversationFields
{
    private static readonly string[] Grantable = [Roles.Admin, Roles.Member, Roles.Viewer];

    /// <summary>One of the words; empty means the default.</summary>
    public static string Word(this Fields fields, string field, string value, (string[] Words, string Default) of)
    {
        if (value.Length == 0) return of.Default;
        if (!of.Words.Contains(value)) fields.Add(field, "invalid", $"must be one of {string.Join(", ", of.Words)}");
        return value;
    }

    /// <summary>Null when none is given; an older dialect's word for closed means the same.</summary>
    public static string? Status(this Fields fields, string value)
    {
        if (value.Length == 0) return null;
        var status = value == ConversationKinds.Completed ? ConversationKinds.Closed : value;
        return fields.Word("status", status, (ConversationKinds.Statuses, ""));
    }

    public static IReadOnlyList<string> Tags(this Fields fields, IReadOnlyList<string> tags)
    {
        if (tags.Count > Limits.Tags) fields.Add("tags", "too_many", $"must be at most {Limits.Tags}");
        for (var i = 0; i < tags.Count && i <= Limits.Tags; i++) fields.Text($"tags[{i}]", tags[i], Limits.TagCharacters);
        return [.. tags.Distinct()];
    }

    /// <summary>No UUID: that would hide the conversation with that id.</summary>
    public static string? ExternalId(this Fields fields, string value)
    {
        if (Guid.TryParse(value, out _)) fields.Add("externalId", "invalid", "must not be a UUID");
        return fields.Name("externalId", value, Limits.ExternalIdCharacters);
    }

    /// <summary>Least roles by name. An error repeats no name that is not ours, however long and many they are.</summary>
    public static ReadOnlyDictionary<string, string> PermissionOverrides(
        this Fields fields, IDictionary<string, string> wanted)
    {
        const string Field = "permissionOverrides";
        var known = PermissionTable.Overridable.ToList();
        var roles = Overrides.LeastRoles;
        if (wanted.Keys.Except(known).Any()) fields.Add(Field, "invalid", $"must only name {string.Join(", ", known)}");
        var named = known.Where(wanted.ContainsKey).Select(name => KeyValuePair.Create(name, wanted[name])).ToList();
        foreach (var (name, _) in named.Where(one => !roles.Contains(one.Value)))
            fields.Add($"{Field}.{name}", "invalid", $"must be one of {string.Join(", ", roles)}");
        return Overrides.Of(named);
    }

    public static string GrantedRole(this Fields fields, string field, string role) =>
        fields.Word(field, role, ([Roles.Owner, .. Grantable], Roles.Member));

    /// <summary>Everybody once, without the ones that are in it anyway.</summary>
    public static IReadOnlyList<(Principal Principal, string Role)> Others(
        this Fields fields, IReadOnlyList<NewParticipant> participants, IReadOnlyList<Principal> without)
    {
        if (participants.Count >= Limits.Participants)
            fields.Add("participants", "too_many", $"must be fewer than {Limits.Participants}");
        return
        [
            .. participants.Take(Limits.Participants)
                .Select((p, i) => (fields.Principal($"participants[{i}]", p.Principal),
                    fields.Word($"participants[{i}].role", p.Role, (Grantable, Roles.Member))))
                .DistinctBy(p => p.Item1)
                .Where(p => !without.Contains(p.Item1)),
        ];
    }
}
