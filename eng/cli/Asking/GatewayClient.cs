using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Chat.Cli.Asking;

/// <summary>Sends a prompt to the gateway and follows the answer's stream through disconnects.</summary>
internal sealed class GatewayClient(HttpClient client, Uri gateway)
{
    private const int Reconnects = 10;
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(500);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task<Submitted> SubmitAsync(string message, string? conversationId, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, string> { ["message"] = message };
        if (conversationId is not null)
            body["conversationId"] = conversationId;
        using var answer = await client.PostAsJsonAsync(new Uri(gateway, "v1/chat"), body, cancellationToken);
        await RequireSuccessAsync(answer, cancellationToken);
        return await answer.Content.ReadFromJsonAsync<Submitted>(Json, cancellationToken)
            ?? throw new CliException("the gateway answered nothing.");
    }

    /// <summary>Hands on every event once and in order; the last one is given back.</summary>
    public async Task<AnswerEvent> FollowAsync(string streamUrl, Action<AnswerEvent> take, CancellationToken cancellationToken)
    {
        string? lastId = null;
        for (var left = Reconnects; left > 0; left--)
        {
            try
            {
                await foreach (var item in ReadAsync(streamUrl, lastId, cancellationToken))
                {
                    if (item.EventType != SseParser.EventTypeDefault)
                        throw new CliException($"the gateway ended the answer's stream: {item.Data}");
                    (lastId, left) = (item.EventId ?? lastId, Reconnects);
                    var entry = JsonSerializer.Deserialize<AnswerEvent>(item.Data, Json)!;
                    take(entry);
                    if (entry.Done)
                        return entry;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // The stream broke off; the answer goes on elsewhere and is resumed after the last event.
            }

            await Task.Delay(ReconnectDelay, cancellationToken);
        }

        throw new CliException($"the answer's stream broke off and could not be resumed: {streamUrl}");
    }

    private async IAsyncEnumerable<SseItem<string>> ReadAsync(
        string streamUrl, string? lastId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, streamUrl));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if ((int)answer.StatusCode is >= 400 and < 500)
            await RequireSuccessAsync(answer, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
            yield return item;
    }

    private static async Task RequireSuccessAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var problem = await answer.Content.ReadAsStringAsync(cancellationToken);
        throw new CliException($"the gateway refused ({(int)answer.StatusCode}): {problem}");
    }
}
