namespace Aspire.Hosting.Dashboard;

/// <summary>Where the dashboard is, or why there is none.</summary>
internal sealed class DashboardAddress
{
    public string? Url { get; set; }

    public string? Reason { get; set; }
}
