using Chat.Conversations.Messages.Reading;
using Chat.Conversations.Messages.Window;

namespace Chat.Conversations.Messages;

/// <summary>Registers the reads of messages and of the log.</summary>
internal static class MessagesRegistration
{
    public static void AddMessages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MessageHistory>();
        builder.Services.AddSingleton<LogReader>();
        builder.Services.AddSingleton<MessageRefs>();
        builder.Services.AddSingleton<MessagesById>();
        builder.Services.AddSingleton<MessagesBeside>();
        builder.Services.AddSingleton<MessageCounts>();
        builder.Services.AddSingleton<MessageSearch>();
        builder.Services.AddSingleton<Deliveries>();
        builder.Services.AddSingleton<PageDecorator>();
        builder.Services.AddSingleton<MessagePages>();
        builder.Services.AddSingleton<MessageListing>();
        builder.Services.AddSingleton<MessageReader>();
        builder.AddMessageWindow();
    }
}
