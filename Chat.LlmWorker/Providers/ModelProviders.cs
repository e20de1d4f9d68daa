using Chat.LlmWorker.Generation;
using Microsoft.Extensions.AI;

namespace Chat.LlmWorker.Providers;

/// <summary>Registers the model that the connection string <c>model</c> names; the simulated one when there is none.</summary>
internal static class ModelProviders
{
    public static IHostApplicationBuilder AddModel(this IHostApplicationBuilder builder)
    {
        // Made here rather than on first use: a connection string that cannot work must stop the start.
        var model = Create(new ModelConnection(builder.Configuration.GetConnectionString(ModelConnection.Name)));
        builder.Services.AddSingleton(model);
        builder.Services.AddSingleton(ModelIdentity.CreateFor(model));
        return builder;
    }

    private static IChatClient Create(ModelConnection connection) => connection.Provider switch
    {
        "simulated" => SimulatedChatClient.Create(connection, TimeProvider.System),
        "openai" => OpenAiChatClient.Create(connection),
        var unknown => throw ModelConnection.Invalid($"Provider={unknown} is unknown; use simulated or openai"),
    };
}
