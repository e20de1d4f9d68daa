using Chat.Conversations.Appending;

namespace Chat.Conversations.Participants;

/// <summary>Registers who takes part in what.</summary>
internal static class ParticipantsRegistration
{
    public static void AddParticipants(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Members>();
        builder.Services.AddSingleton<ICommitListener>(services => services.GetRequiredService<Members>());
    }
}
