using System.Text.Json.Serialization;
using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Generation;

namespace Chat.Gateway.Conversations;

/// <summary>A page of usage, newest first.</summary>
/// <param name="Items">One for each attempt of each generation.</param>
/// <param name="NextCursor">Give it as <c>cursor</c> for the next page; null after the last.</param>
/// <param name="Total">The sums over all of them, not only the page's.</param>
public sealed record UsagePage(
    IReadOnlyList<UsageEntryView> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor,
    UsageView Total);

/// <summary>What one attempt of one generation used.</summary>
/// <param name="JobId">The generation.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Model">Who answered.</param>
/// <param name="Usage">Tokens and cost.</param>
/// <param name="CreatedAt">When it was recorded.</param>
public sealed record UsageEntryView(string JobId, int Attempt, string? Model, UsageView? Usage, DateTime CreatedAt);

/// <summary>Turns usage entries into their views.</summary>
internal static class UsagePageMapping
{
    public static UsagePage ToPage(this ListUsageResponse response) => new(
        [.. response.Entries.Select(ToView)], response.NextCursor.NullIfEmpty(), (response.Total ?? new Usage()).ToView());

    private static UsageEntryView ToView(UsageEntry entry) => new(
        entry.JobId, entry.Attempt, entry.Model.NullIfEmpty(), entry.Usage?.ToView(), entry.CreatedAt.ToDateTime());
}
