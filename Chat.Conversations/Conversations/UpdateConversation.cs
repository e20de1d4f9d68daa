using System.Collections.ObjectModel;
using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Errors;
using Chat.Conversations.Participants;
using Chat.Conversations.Permissions;

namespace Chat.Conversations.Conversations;

/// <summary>Changes a conversation's settings and status; what is not given stays, and what is so already tells nobody.</summary>
internal sealed record UpdateConversation(Caller Caller, Guid ConversationId) : IConversationChange<Guid>
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Empty removes it.</summary>
    public string? Metadata { get; init; }

    public string? Channel { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? Status { get; init; }

    /// <summary>All that there shall be.</summary>
    public ReadOnlyDictionary<string, string>? PermissionOverrides { get; init; }

    public ChangeScope Scope => ChangeScope.Of(Caller, ConversationId);

    private bool ChangesSettings =>
        Title is not null || Description is not null || Metadata is not null || Channel is not null || Tags is not null;

    public Guid Decide(BatchState state)
    {
        var (conversation, participant) = state.Enter(Caller, ConversationId, Permission.Read);
        Require(conversation, participant);
        var row = conversation.Row;
        if (Status is not null && !ConversationKinds.MayBecome(row.Status, Status))
            throw new ChatException(ChatError.InvalidTransition(row.Status, Status));
        if (PermissionOverrides is { Count: > 0 } && row.Kind == ConversationKinds.Direct)
            throw new ChatException(ChatError.WrongState("In a direct conversation both are owners, who may everything."));

        var before = AuditDetail.Json(new
        {
            status = row.Status, title = row.Title, tags = row.Tags, permissionOverrides = row.PermissionOverrides,
        });
        var changed = Apply(row);
        if (changed.Count > 0) conversation.TellSettings(Caller.Principal, changed, before);
        return ConversationId;
    }

    private void Require(LockedConversation conversation, Participant participant)
    {
        if (ChangesSettings) conversation.Require(Permission.ChangeSettings, participant);
        if (Status is not null) conversation.Require(Permission.ChangeStatus, participant);
        if (PermissionOverrides is not null) conversation.Require(Permission.ChangePermissions, participant);
    }

    private List<string> Apply(Conversation row)
    {
        var changed = new List<string>();
        Set(SettingsChange.Title, Title, row.Title, value => row.Title = value);
        Set(SettingsChange.Description, Description, row.Description, value => row.Description = value);
        Set(SettingsChange.Metadata, Metadata, row.Metadata, value => row.Metadata = value);
        Set(SettingsChange.Channel, Channel, row.Channel, value => row.Channel = value!);
        Set(SettingsChange.Status, Status, row.Status, value => row.Status = value!);
        if (Tags is not null && !Tags.SequenceEqual(row.Tags))
        {
            row.Tags = Tags;
            changed.Add(SettingsChange.Tags);
        }

        if (PermissionOverrides is not null && !Overrides.AreSame(PermissionOverrides, row.PermissionOverrides))
        {
            row.PermissionOverrides = PermissionOverrides;
            changed.Add(SettingsChange.PermissionOverrides);
        }

        return changed;

        void Set(string name, string? wanted, string? current, Action<string?> set)
        {
            if (wanted is null || wanted == (current ?? "")) return;
            set(wanted.Length == 0 ? null : wanted);
            changed.Add(name);
        }
    }
}
