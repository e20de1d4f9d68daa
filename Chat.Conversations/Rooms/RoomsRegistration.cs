using Chat.Conversations.Conversations;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Chat.Conversations.Projections.Typing;
using Chat.Conversations.Receipts;

namespace Chat.Conversations.Rooms;

/// <summary>Registers the older rooms design's door, which calls our own services as its clients would.</summary>
internal static class RoomsRegistration
{
    public static void AddRooms(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<ConversationsService>();
        builder.Services.AddScoped<ConversationChangesService>();
        builder.Services.AddScoped<ParticipantsService>();
        builder.Services.AddScoped<MessagesService>();
        builder.Services.AddScoped<MessageChangesService>();
        builder.Services.AddScoped<ReceiptsService>();
        builder.Services.AddScoped<RoomFinder>();
        builder.Services.AddSingleton<TypingGate>();
        builder.Services.AddSingleton<TypingNotices>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TypingNotices>());
    }
}
