namespace Chat.Conversations.Messages.Window;

/// <summary>Registers the window of newest messages.</summary>
internal static class WindowRegistration
{
    public static void AddMessageWindow(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<WindowOptions>()
            .BindConfiguration(WindowOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<WindowStore>();
        builder.Services.AddSingleton<WindowFiller>();
        builder.Services.AddSingleton<MessageWindow>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WindowFiller>());
    }
}
