namespace Chat.Conversations.Permissions;

/// <summary>What somebody may be allowed to do in a conversation.</summary>
internal enum Permission
{
    Read,
    MarkReceipts,
    Leave,
    Send,
    WriteAsSystem,
    React,
    Pin,
    EditOwn,
    EditAny,
    DeleteOwn,
    DeleteAny,
    RestoreOwn,
    RestoreAny,
    CreateThread,
    RequestSummary,
    CancelGeneration,
    ChangeSettings,
    ChangeStatus,
    ChangePermissions,
    AddParticipants,
    RemoveParticipants,
    ChangeRoles,
    Clear,
    Delete,
    Restore,
    Purge,
}
