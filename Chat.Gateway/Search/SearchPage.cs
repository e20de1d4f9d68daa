using System.Text.Json.Serialization;
using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Messages;

namespace Chat.Gateway.Search;

/// <summary>A page of messages that were found, best match first.</summary>
/// <param name="Items">The messages.</param>
/// <param name="NextCursor">Give it as <c>cursor</c> for the next page; null after the last.</param>
public sealed record SearchPage(
    IReadOnlyList<MessageView> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor);

/// <summary>Turns what was found into its view.</summary>
internal static class SearchMapping
{
    public static SearchPage ToPage(this SearchMessagesResponse response) =>
        new([.. response.Messages.Select(message => message.ToView())], response.NextCursor.NullIfEmpty());
}
