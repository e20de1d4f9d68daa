using System.Text.Json.Serialization;

namespace Chat.Gateway.Messages;

/// <summary>A page of history, oldest first.</summary>
/// <param name="Items">The messages.</param>
/// <param name="NextCursor">
/// Give it as <c>after</c> (or <c>before</c>, when that was given) for the next page; null after the last.
/// </param>
public sealed record MessagePage(
    IReadOnlyList<MessageView> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? NextCursor);
