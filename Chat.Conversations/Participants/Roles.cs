namespace Chat.Conversations.Participants;

/// <summary>What a participant is in a conversation, from most to least.</summary>
internal static class Roles
{
    public const string Owner = "owner";
    public const string Admin = "admin";
    public const string Member = "member";
    public const string Viewer = "viewer";

    public static readonly string[] FromMost = [Owner, Admin, Member, Viewer];

    /// <summary>0 for an owner, more for less.</summary>
    public static int RankOf(string role) => Array.IndexOf(FromMost, role);
}
