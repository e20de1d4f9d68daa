using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Streams;

namespace Chat.LlmWorker.Publishing;

/// <summary>The fields of a completed answer's last stream entry.</summary>
internal static class StreamEnd
{
    public static IReadOnlyList<(string Field, string Value)> Completed(string messageId, Usage usage) =>
    [
        (TokenStream.Status, "completed"),
        (TokenStream.MessageId, messageId),
        (TokenStream.Usage, JsonSerializer.Serialize(UsageJson.From(usage), StreamEndJson.Default.UsageJson)),
    ];
}

/// <summary>Usage as readers of the stream see it.</summary>
internal sealed record UsageJson(long PromptTokens, long CompletionTokens, long TotalTokens, string Source)
{
    public static UsageJson From(Usage usage) => new(
        usage.PromptTokens,
        usage.CompletionTokens,
        usage.TotalTokens,
        usage.Source switch
        {
            UsageSource.Provider => "provider",
            UsageSource.Simulated => "simulated",
            _ => "estimate",
        });
}

/// <summary>The generated JSON form of <see cref="UsageJson"/>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(UsageJson))]
internal sealed partial class StreamEndJson : JsonSerializerContext;
