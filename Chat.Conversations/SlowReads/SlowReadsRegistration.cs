namespace Chat.Conversations.SlowReads;

/// <summary>Registers the budget of slow reads.</summary>
internal static class SlowReadsRegistration
{
    public static void AddSlowReads(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SlowReadsOptions>()
            .BindConfiguration(SlowReadsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<SlowReadTurns>();
        builder.Services.AddSingleton<SlowReadPool>();
    }
}
