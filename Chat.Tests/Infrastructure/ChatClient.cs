using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Chat.Tests.Infrastructure;

/// <summary>One user of the public interface.</summary>
public sealed class ChatClient(HttpClient http, string? token) : IDisposable
{
    /// <summary>What is null is not sent.</summary>
    private static readonly JsonSerializerOptions s_json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public HttpClient Http => http;

    public string? Token => token;

    /// <summary>Who the token says it is.</summary>
    public string UserId => new JsonWebToken(token).Subject;

    public static ChatClient For(Uri gateway, string? token)
    {
        // Cookies and retries would hide what the server does.
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = gateway };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new ChatClient(http, token);
    }

    /// <summary>Asks, and expects the prompt to be accepted.</summary>
    public async Task<Submission> AskAsync(Prompt prompt, CancellationToken cancellationToken)
    {
        using var response = await PostAsync("/v1/chat", prompt, cancellationToken);
        await ProblemAssert.StatusAsync(202, response);
        return (await response.Content.ReadFromJsonAsync<Submission>(cancellationToken))!;
    }

    public Task<Submission> AskAsync(string message, CancellationToken cancellationToken) =>
        AskAsync(new Prompt(message), cancellationToken);

    public Task<HttpResponseMessage> PostAsync<T>(string path, T body, CancellationToken cancellationToken) =>
        http.PostAsJsonAsync(path, body, JsonSerializerOptions.Web, cancellationToken);

    public Task<HttpResponseMessage> PostTextAsync(string path, string body, string type, CancellationToken cancellationToken) =>
        http.PostAsync(
            path, new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { { "Content-Type", type } } }, cancellationToken);

    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken) => http.GetAsync(path, cancellationToken);

    /// <summary>Any request, with a JSON body when there is one.</summary>
    public Task<HttpResponseMessage> SendAsync(string method, string path, object? body, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType(), options: s_json);
        return http.SendAsync(request, cancellationToken);
    }

    /// <summary>The body of any request's answer, which must be a success.</summary>
    public async Task<T> CallAsync<T>(string method, string path, object? body, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, body, cancellationToken);
        await ProblemAssert.SuccessAsync(response);
        return (await response.Content.ReadFromJsonAsync<T>(cancellationToken))!;
    }

    /// <summary>The body of a 200.</summary>
    public async Task<T> ReadAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var response = await GetAsync(path, cancellationToken);
        await ProblemAssert.StatusAsync(200, response);
        return (await response.Content.ReadFromJsonAsync<T>(cancellationToken))!;
    }

    public Task<JobView> JobAsync(Guid job, CancellationToken cancellationToken) =>
        ReadAsync<JobView>($"/v1/chat/jobs/{job}", cancellationToken);

    /// <summary>The job once it has ended.</summary>
    public Task<JobView> EndOfAsync(Guid job, CancellationToken cancellationToken) =>
        Eventually.ReadAsync(token => JobAsync(job, token), view => view.Ended, TimeSpan.FromMinutes(2), cancellationToken);

    public Task<ConversationView> ConversationAsync(Guid conversation, CancellationToken cancellationToken) =>
        ReadAsync<ConversationView>($"/v1/conversations/{conversation}", cancellationToken);

    public Task<ConversationPage> ConversationsAsync(string query, CancellationToken cancellationToken) =>
        ReadAsync<ConversationPage>($"/v1/conversations{query}", cancellationToken);

    /// <summary>One page of history.</summary>
    public Task<MessagePage> MessagesAsync(Guid conversation, string query, CancellationToken cancellationToken) =>
        ReadAsync<MessagePage>($"/v1/conversations/{conversation}/messages{query}", cancellationToken);

    public async Task<JobView> CancelAsync(Guid job, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync($"/v1/chat/jobs/{job}/cancel", null, cancellationToken);
        await ProblemAssert.StatusAsync(200, response);
        return (await response.Content.ReadFromJsonAsync<JobView>(cancellationToken))!;
    }

    /// <summary>The response of the stream with its headers read; dispose it to leave.</summary>
    public Task<HttpResponseMessage> OpenStreamAsync(Guid job, string? after, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/chat/stream/{job}");
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after);
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>The events of a job's stream, from the beginning or after an id, until the server ends it.</summary>
    public async IAsyncEnumerable<StreamEvent> StreamAsync(
        Guid job, string? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await OpenStreamAsync(job, after, cancellationToken);
        await ProblemAssert.StatusAsync(200, response);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
            yield return new StreamEvent(item.EventId, item.Data) { Type = item.EventType };
    }

    public async Task<IReadOnlyList<StreamEvent>> ReadStreamAsync(Guid job, CancellationToken cancellationToken) =>
        await StreamAsync(job, null, cancellationToken).ToListAsync(cancellationToken);

    public void Dispose() => http.Dispose();
}
