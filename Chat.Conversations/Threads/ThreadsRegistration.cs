namespace Chat.Conversations.Threads;

/// <summary>Registers threads.</summary>
internal static class ThreadsRegistration
{
    public static void AddThreads(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ThreadReader>();
        builder.Services.AddSingleton<ThreadReads>();
        builder.Services.AddSingleton<ThreadChanges>();
    }
}
