namespace Aspire.Hosting.Dashboard;

/// <summary>The variables that tell the dashboard where to listen and whom to trust.</summary>
internal static class DashboardEnvironment
{
    public static Dictionary<string, string> Create(DashboardSettings settings, string frontEnd, string otlp) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_URLS"] = frontEnd,
        ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = otlp,
        ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = settings.ResourceServiceUrl
            ?? throw new InvalidOperationException("The resource service starts before the dashboard."),
        ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
        ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = settings.Access.BrowserToken,
        ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = settings.Access.OtlpKey,
        ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = settings.Access.ResourceServiceKey,
        ["DASHBOARD__APPLICATIONNAME"] = settings.ApplicationName,
        ["LOGGING__CONSOLE__FORMATTERNAME"] = "simple",
    };
}
