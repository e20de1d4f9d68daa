using System.Collections.ObjectModel;
using System.Text.Json;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Permissions;

/// <summary>Which roles one conversation asks for instead of the table's, by the names that the table gives for it.</summary>
internal static class Overrides
{
    /// <summary>A viewer reads: no override gives one more than that, and none takes anything from an owner.</summary>
    public static readonly string[] LeastRoles = [Roles.Owner, Roles.Admin, Roles.Member];

    public static ReadOnlyDictionary<string, string> None => ReadOnlyDictionary<string, string>.Empty;

    /// <summary>What is as in the table anyway is no override; so there is one way to say each thing.</summary>
    public static ReadOnlyDictionary<string, string> Of(IEnumerable<KeyValuePair<string, string>> wanted) =>
        wanted.Where(one => PermissionTable.LeastRoleOf(one.Key) != one.Value).ToDictionary().AsReadOnly();

    public static bool AreSame(ReadOnlyDictionary<string, string> some, ReadOnlyDictionary<string, string> others) =>
        some.Count == others.Count && some.All(one => others.GetValueOrDefault(one.Key) == one.Value);

    /// <summary>Null for none, which is what nearly all conversations have.</summary>
    public static string? ToJson(ReadOnlyDictionary<string, string> overrides) =>
        overrides.Count == 0 ? null : JsonSerializer.Serialize(overrides);

    public static ReadOnlyDictionary<string, string> FromJson(string? json) =>
        json is null ? None : JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.AsReadOnly();
}
