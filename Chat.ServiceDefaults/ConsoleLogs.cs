using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Chat.ServiceDefaults;

/// <summary>Logs to the console with the trace id: a line for people in Development, JSON for machines elsewhere.</summary>
internal static class ConsoleLogs
{
    // The libraries name every request with its query, in which a token may stand, and every refused call.
    private static readonly string[] QuietCategories = ["Microsoft.AspNetCore", "System.Net.Http.HttpClient", "Polly", "Grpc"];

    public static void AddConsoleLogs(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<LoggerFactoryOptions>(options =>
            options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);

        // In front, so that a level in the configuration still wins.
        builder.Services.Configure<LoggerFilterOptions>(options =>
        {
            foreach (var category in QuietCategories)
                options.Rules.Insert(0, new LoggerFilterRule(null, category, LogLevel.Warning, null));
        });

        if (builder.Environment.IsDevelopment())
            builder.Logging.AddSimpleConsole(UseSingleLine);
        else
            builder.Logging.AddJsonConsole(UseUtc);
    }

    private static void UseSingleLine(SimpleConsoleFormatterOptions options)
    {
        options.SingleLine = true;
        options.IncludeScopes = true;
        options.TimestampFormat = "HH:mm:ss.fff ";
    }

    private static void UseUtc(JsonConsoleFormatterOptions options)
    {
        options.IncludeScopes = true;
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
    }
}
