namespace Chat.Gateway.Input;

/// <summary>The door of reading requests.</summary>
internal static class InputExtensions
{
    public static void AddInput(this IHostApplicationBuilder builder) =>
        builder.Services.Configure<RouteOptions>(
            options => options.SetParameterPolicy<MessageIdConstraint>(MessageIdConstraint.Name));
}
