namespace Chat.Conversations.Participants;

/// <summary>What a participant may do, from most to least.</summary>
internal static class Roles
{
    public const string Owner = "owner";
    public const string Admin = "admin";
    public const string Member = "member";
    public const string Viewer = "viewer";

    public static bool MayWrite(string role) => role is Owner or Admin or Member;
}
