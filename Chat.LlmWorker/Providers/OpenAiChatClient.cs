using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Chat.LlmWorker.Generation;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Chat.LlmWorker.Providers;

/// <summary>Any endpoint that speaks OpenAI's chat completions, as an <see cref="IChatClient"/> that streams text.</summary>
internal sealed class OpenAiChatClient(ChatClient client, string model, Uri endpoint) : IChatClient
{
    // Servers on one's own machine want none, the SDK wants one.
    private const string NoKey = "none";

    private readonly ChatClientMetadata _metadata = new("openai", endpoint, model);

    public static OpenAiChatClient Create(ModelConnection connection)
    {
        connection.AllowOnly("Provider", "Endpoint", "Key", "Model");
        var address = connection.Required("Endpoint", "https://models.example/v1");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw ModelConnection.Invalid("Endpoint is not an absolute http or https address");
        var options = new OpenAIClientOptions
        {
            Endpoint = endpoint,
            // Ours decide: they know whether a token was seen, and the time that is left.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        var key = new ApiKeyCredential(connection.Text("Key") ?? NoKey);
        var model = connection.Required("Model", "gpt-4.1-mini");
        return new(new ChatClient(model, key, options), model, endpoint);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // The SDK asks for the usage chunk by itself.
        await using var updates = client
            .CompleteChatStreamingAsync(messages.Select(OpenAiMapping.ToMessage), Settings(options), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        var isFinished = false;
        while (await MoveNextAsync(updates, isFinished))
        {
            var update = updates.Current.ToUpdate();
            isFinished |= update.FinishReason is not null;
            yield return update;
        }
        if (!isFinished)
            throw ModelException.Broken("The model's stream ended in the middle of the answer.");
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
            updates.Add(update);
        return updates.ToChatResponse();
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : serviceType.IsInstanceOfType(client) ? client
        : null;

    public void Dispose()
    {
    }

    private static async Task<bool> MoveNextAsync(
        IAsyncEnumerator<StreamingChatCompletionUpdate> updates, bool isFinished)
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception failure) when (isFinished && failure is not OperationCanceledException)
        {
            // The answer is whole; what broke is the usage chunk or the end of the connection.
            return false;
        }
        catch (Exception failure) when (OpenAiErrors.Translate(failure) is { } translated)
        {
            throw translated;
        }
    }

    private static ChatCompletionOptions Settings(ChatOptions? options) => new()
    {
        MaxOutputTokenCount = options?.MaxOutputTokens,
        Temperature = options?.Temperature,
        TopP = options?.TopP,
    };
}
