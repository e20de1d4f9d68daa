using Chat.Gateway.Documents;
using Chat.Gateway.Input;

namespace Chat.Gateway.Dialects;

/// <summary>A page by its number, as the older clients ask for it; deep pages are for cursors.</summary>
internal readonly record struct NumberedPage(int Page, int Limit)
{
    private const int MostSkipped = 10_000;

    private static readonly NumberRange s_pages = new(1, MostSkipped);

    public int Skip => (Page - 1) * Limit;

    /// <summary>Reads <c>page</c> and <c>limit</c> of the query string.</summary>
    public static NumberedPage Read(HttpContext http, int byDefault, int most)
    {
        var problems = new FieldProblems();
        var page = problems.Number("page", http.Request.Query["page"], s_pages) ?? 1;
        var limit = problems.Number("limit", http.Request.Query["limit"], new NumberRange(1, most)) ?? byDefault;
        if ((page - 1) * limit > MostSkipped)
            problems.Invalid("page", $"page must not begin after the first {MostSkipped}; follow /v1 by cursor instead.");
        problems.ThrowIfAny();
        return new NumberedPage((int)page, (int)limit);
    }

    /// <summary>Where it stands, of so many in all; it was shortened if there are more although it is not full.</summary>
    public PageView ToView(long total, int shown, bool hasMore) =>
        new(Page, Limit, total) { Shortened = hasMore && shown < Limit ? true : null };

    /// <summary>Documents both parameters.</summary>
    public static RouteHandlerBuilder Describe(RouteHandlerBuilder route, int byDefault, int most) => route
        .WithNumber("page", s_pages, 1, "Which page, from 1.")
        .WithNumber("limit", new NumberRange(1, most), byDefault, "How many on a page.");
}

/// <summary>Where a page stands.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Limit">How many on a page.</param>
/// <param name="Total">How many there are.</param>
public sealed record PageView(int Page, int Limit, long Total)
{
    /// <summary>True where the page ended early because it would be too large; a smaller limit brings the others.</summary>
    public bool? Shortened { get; init; }
}

/// <summary>A page of a dialect.</summary>
/// <param name="Data">What is on it.</param>
/// <param name="Pagination">Where it stands.</param>
public sealed record DialectPage<T>(IReadOnlyList<T> Data, PageView Pagination);
