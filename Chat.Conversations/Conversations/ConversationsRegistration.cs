using Chat.Conversations.Conversations.Reading;

namespace Chat.Conversations.Conversations;

/// <summary>Registers the reads of conversations, and who may read which.</summary>
internal static class ConversationsRegistration
{
    public static void AddConversations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ConversationHeads>();
        builder.Services.AddSingleton<ConversationIds>();
        builder.Services.AddSingleton<ConversationAccess>();
        builder.Services.AddSingleton<ConversationReader>();
        builder.Services.AddSingleton<UsageReader>();
    }
}
