using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Chat.Tests.Infrastructure;

/// <summary>Requests as they are written, without a client that makes them better.</summary>
internal static class RawHttp
{
    /// <summary>A request with a token; the target is sent as it stands.</summary>
    public static Task<HttpResponseMessage> AskAsync(
        this ChatClient client, string method, string target, CancellationToken cancellationToken) =>
        SendAsync(
            client,
            $"{method} {target} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.Token}\r\nConnection: close\r\n"
                + "Content-Length: 0\r\n\r\n",
            cancellationToken);

    /// <summary>Writes the text on a connection of its own, and reads until the server closes it.</summary>
    public static async Task<HttpResponseMessage> SendAsync(ChatClient client, string text, CancellationToken cancellationToken)
    {
        var server = client.Http.BaseAddress!;
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, cancellationToken);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(await reader.ReadToEndAsync(cancellationToken));
    }

    private static HttpResponseMessage Parse(string answer)
    {
        var (head, body) = answer.Split("\r\n\r\n", 2) is [var first, var rest] ? (first, rest) : (answer, "");
        var lines = head.Split("\r\n");
        var response = new HttpResponseMessage((HttpStatusCode)int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture));
        // The length of a chunk may stand around it.
        var json = body.Contains('{') ? body[body.IndexOf('{')..(body.LastIndexOf('}') + 1)] : "";
        response.Content = new StringContent(json);
        foreach (var (name, value) in lines.Skip(1).Select(line => line.Split(": ", 2)).Where(pair => pair.Length == 2)
            .Select(pair => (pair[0], pair[1])))
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
