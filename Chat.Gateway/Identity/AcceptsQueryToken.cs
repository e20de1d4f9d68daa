namespace Chat.Gateway.Identity;

/// <summary>Marks the routes whose clients cannot set headers and may give their token in the query string.</summary>
internal sealed class AcceptsQueryToken
{
    public static AcceptsQueryToken Instance { get; } = new();

    private AcceptsQueryToken()
    {
    }
}
