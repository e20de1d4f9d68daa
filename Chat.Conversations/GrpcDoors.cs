using Chat.Conversations.Audit;
using Chat.Conversations.Conversations;
using Chat.Conversations.Errors;
using Chat.Conversations.Generation;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Chat.Conversations.Projections;
using Chat.Conversations.RateLimiting;
using Chat.Conversations.Receipts;
using Chat.Conversations.Rooms;
using Chat.Conversations.Threads;
using Chat.ServiceDefaults;

namespace Chat.Conversations;

/// <summary>The gRPC services, and what every call to them goes through.</summary>
internal static class GrpcDoors
{
    public static void AddGrpcDoors(this WebApplicationBuilder builder) => builder.AddGrpcDefaults(options =>
    {
        options.Interceptors.Add<TraceNameInterceptor>();
        options.Interceptors.Add<ErrorInterceptor>();
        options.Interceptors.Add<RateLimitInterceptor>();
        options.Interceptors.Add<SeenUsers>();
    });

    public static void MapGrpcDoors(this WebApplication app)
    {
        app.MapGrpcService<ConversationsService>();
        app.MapGrpcService<ConversationChangesService>();
        app.MapGrpcService<ParticipantsService>();
        app.MapGrpcService<MessagesService>();
        app.MapGrpcService<MessageChangesService>();
        app.MapGrpcService<ThreadsService>();
        app.MapGrpcService<ReceiptsService>();
        app.MapGrpcService<AuditsService>();
        app.MapGrpcService<RatesService>();
        app.MapGrpcService<GenerationsService>();
        app.MapGrpcService<RoomsService>();
        app.MapGrpcService<JobsService>();
    }
}
