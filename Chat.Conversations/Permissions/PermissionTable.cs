using System.Collections.Frozen;
using System.Collections.ObjectModel;
using Chat.Conversations.Participants;

namespace Chat.Conversations.Permissions;

/// <summary>
/// Who may do what, once: the least role that a permission asks for, whether the conversation must be active for it,
/// what a refusal calls it, and by which name a conversation may ask for another role, if it may. The table of
/// docs/reference/permissions.md says the same.
/// </summary>
internal static class PermissionTable
{
    private static readonly FrozenDictionary<Permission, Rule> Rules = new Dictionary<Permission, Rule>
    {
        [Permission.Read] = new(Roles.Viewer, false, "read this conversation"),
        [Permission.MarkReceipts] = new(Roles.Viewer, false, "mark messages of this conversation"),
        [Permission.Leave] = new(Roles.Viewer, false, "leave this conversation"),
        [Permission.Send] = new(Roles.Member, true, "write in this conversation", "send"),
        [Permission.WriteAsSystem] = new(Roles.Admin, true, "write in this role"),
        [Permission.React] = new(Roles.Member, true, "react in this conversation", "react"),
        [Permission.Pin] = new(Roles.Member, true, "pin messages of this conversation", "pin"),
        [Permission.EditOwn] = new(Roles.Member, true, "edit in this conversation", "editOwn"),
        [Permission.EditAny] = new(Roles.Admin, true, "edit what others wrote"),
        [Permission.DeleteOwn] = new(Roles.Member, false, "delete in this conversation"),
        [Permission.DeleteAny] = new(Roles.Admin, false, "delete what others wrote"),
        [Permission.RestoreOwn] = new(Roles.Member, false, "restore in this conversation"),
        [Permission.RestoreAny] = new(Roles.Admin, false, "restore what others wrote or deleted"),
        [Permission.CreateThread] = new(Roles.Member, true, "begin threads in this conversation", "createThread"),
        [Permission.RequestSummary] = new(Roles.Member, true, "have this conversation summarized", "requestSummary"),
        [Permission.CancelGeneration] = new(Roles.Member, false, "cancel this job"),
        [Permission.ChangeSettings] = new(Roles.Admin, false, "change this conversation"),
        [Permission.ChangeStatus] = new(Roles.Admin, false, "change the status of this conversation"),
        [Permission.ChangePermissions] = new(Roles.Owner, false, "change the permissions of this conversation"),
        [Permission.AddParticipants] = new(Roles.Admin, false, "add participants", "addParticipants"),
        [Permission.RemoveParticipants] = new(Roles.Admin, false, "remove participants"),
        [Permission.ChangeRoles] = new(Roles.Admin, false, "change roles"),
        [Permission.Clear] = new(Roles.Owner, false, "clear this conversation"),
        [Permission.Delete] = new(Roles.Owner, false, "delete this conversation"),
        [Permission.Restore] = new(Roles.Owner, false, "restore this conversation"),
        [Permission.Purge] = new(Roles.Owner, false, "purge this conversation"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Rule> ByOverrideName =
        Rules.Values.Where(rule => rule.OverrideName is not null).ToFrozenDictionary(rule => rule.OverrideName!);

    /// <summary>The names of what a conversation may ask another role for.</summary>
    public static IEnumerable<string> Overridable => ByOverrideName.Keys.Order(StringComparer.Ordinal);

    /// <summary>The least role that a permission asks for where nothing overrides it.</summary>
    public static string LeastRoleOf(string overrideName) => ByOverrideName[overrideName].LeastRole;

    public static bool Allows(Permission permission, string role, ReadOnlyDictionary<string, string> overrides)
    {
        var rule = Rules[permission];
        var least = rule.OverrideName is { } name ? overrides.GetValueOrDefault(name, rule.LeastRole) : rule.LeastRole;
        return Roles.RankOf(role) <= Roles.RankOf(least);
    }

    public static bool NeedsActive(Permission permission) => Rules[permission].NeedsActive;

    /// <summary>What can only be done to a deleted conversation; for everything else it is not there.</summary>
    public static bool NeedsDeleted(Permission permission) => permission is Permission.Restore or Permission.Purge;

    public static string Describe(Permission permission) => Rules[permission].What;

    private sealed record Rule(string LeastRole, bool NeedsActive, string What, string? OverrideName = null);
}
