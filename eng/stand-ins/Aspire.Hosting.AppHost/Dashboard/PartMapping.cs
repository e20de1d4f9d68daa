using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Wire;
using Google.Protobuf.WellKnownTypes;
using CheckStatus = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace Aspire.Hosting.Dashboard;

/// <summary>Writes the parts of a resource in the dashboard's words.</summary>
internal static class PartMapping
{
    public static ResourceProperty ToProperty(ResourcePropertySnapshot property)
    {
        var mapped = new ResourceProperty
        {
            Name = property.Name,
            Value = ToValue(property.Value),
            IsSensitive = property.IsSensitive,
            IsHighlighted = property.IsHighlighted,
        };
        if (property.DisplayName is not null)
            mapped.DisplayName = property.DisplayName;
        return mapped;
    }

    public static Url ToUrl(UrlSnapshot url, bool isInactive)
    {
        var mapped = new Url
        {
            FullUrl = url.Url,
            IsInternal = url.IsInternal,
            IsInactive = url.IsInactive || isInactive,
            DisplayProperties = new UrlDisplayProperties
            {
                SortOrder = url.DisplayProperties.SortOrder,
                DisplayName = url.DisplayProperties.DisplayName,
            },
        };
        if (url.Name is not null)
            mapped.EndpointName = url.Name;
        return mapped;
    }

    public static ResourceCommand ToCommand(ResourceCommandSnapshot command)
    {
        var mapped = new ResourceCommand
        {
            Name = command.Name,
            DisplayName = command.DisplayName,
            IsHighlighted = command.IsHighlighted,
            State = (Wire.ResourceCommandState)command.State,
        };
        if (command.ConfirmationMessage is not null)
            mapped.ConfirmationMessage = command.ConfirmationMessage;
        if (command.DisplayDescription is not null)
            mapped.DisplayDescription = command.DisplayDescription;
        if (command.IconName is not null)
            mapped.IconName = command.IconName;
        if (command.IconVariant is { } variant)
            mapped.IconVariant = (Wire.IconVariant)variant;
        return mapped;
    }

    public static HealthReport ToReport(HealthReportSnapshot report)
    {
        var mapped = new HealthReport
        {
            Key = report.Name,
            Description = report.Description ?? string.Empty,
            Exception = report.ExceptionText ?? string.Empty,
        };
        if (report.LastRunAt is { } lastRun)
            mapped.LastRunAt = Timestamp.FromDateTime(lastRun);
        if (report.Status is { } status)
            mapped.Status = ToStatus(status);
        return mapped;
    }

    private static HealthStatus ToStatus(CheckStatus status) => status switch
    {
        CheckStatus.Healthy => HealthStatus.Healthy,
        CheckStatus.Degraded => HealthStatus.Degraded,
        _ => HealthStatus.Unhealthy,
    };

    private static Value ToValue(object? value) => value switch
    {
        null => Value.ForNull(),
        int number => Value.ForNumber(number),
        bool flag => Value.ForBool(flag),
        IEnumerable<string> list => Value.ForList([.. list.Select(Value.ForString)]),
        _ => Value.ForString(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };
}
