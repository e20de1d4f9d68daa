using Chat.Conversations.Appending;

namespace Chat.Conversations.Projections;

/// <summary>Registers the rooms design's keys in Redis.</summary>
internal static class ProjectionsRegistration
{
    /// <summary>What the running service and the rebuild both need.</summary>
    public static void AddRoomRebuild(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ProjectionsOptions>()
            .BindConfiguration(ProjectionsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RoomReader>();
        builder.Services.AddSingleton<RoomChanges>();
        builder.Services.AddSingleton<ConversationKeys>();
        builder.Services.AddSingleton<RoomWriters>();
        builder.Services.AddSingleton<RoomRebuild>();
    }

    public static void AddProjections(this IHostApplicationBuilder builder)
    {
        builder.AddRoomRebuild();
        builder.Services.AddSingleton<SeenUsers>();
        builder.Services.AddSingleton<AbsentUsers>();
        builder.Services.AddSingleton<ReceiptEvents>();
        builder.Services.AddSingleton<StaleRooms>();
        builder.Services.AddSingleton<OvertakenRooms>();
        builder.Services.AddSingleton<RoomProjection>();
        builder.Services.AddSingleton<RoomProjector>();
        builder.Services.AddSingleton<ICommitListener>(services => services.GetRequiredService<RoomProjector>());
        builder.Services.AddHostedService(services => services.GetRequiredService<StaleRooms>());
        builder.Services.AddHostedService(services => services.GetRequiredService<RoomProjector>());
        builder.Services.AddHostedService<LostRooms>();
    }
}
