namespace Chat.Conversations.Messages;

/// <summary>Registers the reads of messages and of the log.</summary>
internal static class MessagesRegistration
{
    public static void AddMessages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MessageHistory>();
        builder.Services.AddSingleton<LogReader>();
    }
}
