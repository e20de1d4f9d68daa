using System.Text.Json.Serialization;

namespace Chat.Gateway.Conversations;

/// <summary>A page of conversations, newest activity first.</summary>
/// <param name="Items">The conversations.</param>
/// <param name="NextCursor">Give it as <c>cursor</c> for the next page; null after the last.</param>
public sealed record ConversationPage(
    IReadOnlyList<ConversationView> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor);
