using Chat.Conversations.Appending;
using Chat.Conversations.Messages.Window.Repeats;

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
        builder.Services.AddSingleton<PageStore>();
        builder.Services.AddSingleton<RepeatedPages>();
        builder.Services.AddSingleton<ICommitGate, PageInvalidation>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WindowFiller>());
    }
}
