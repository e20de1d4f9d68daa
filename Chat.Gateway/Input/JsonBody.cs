using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Chat.Contracts.Errors;
using Chat.Gateway.Errors;
using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.Input;

/// <summary>A request's JSON object; its fields can be read until it is disposed.</summary>
internal sealed class JsonBody : JsonFields, IDisposable
{
    /// <summary>
    /// The server's own limit is higher: beyond that it cuts the connection, and the client never reads why. The largest
    /// message, written with escapes only, is smaller.
    /// </summary>
    private const int MaximumBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly JsonDocument document;

    private JsonBody(JsonDocument document, FieldProblems problems)
        : base(document.RootElement, problems) => this.document = document;

    public static async Task<JsonBody> ReadAsync(
        HttpRequest request, FieldProblems problems, CancellationToken cancellationToken)
    {
        if (!IsJson(request))
            throw new ApiException(ErrorCodes.UnsupportedMediaType, "Send application/json in UTF-8.");
        return Parse(await ReceiveAsync(request, cancellationToken), problems);
    }

    /// <summary>As <see cref="ReadAsync"/>, where a request without a body means one without fields.</summary>
    public static async Task<JsonBody> ReadOptionalAsync(
        HttpRequest request, FieldProblems problems, CancellationToken cancellationToken)
    {
        if (request.ContentType is not null)
            return await ReadAsync(request, problems, cancellationToken);
        var bytes = await ReceiveAsync(request, cancellationToken);
        return bytes.Length == 0
            ? new JsonBody(JsonDocument.Parse("{}"), problems)
            : throw new ApiException(ErrorCodes.UnsupportedMediaType, "Send application/json in UTF-8.");
    }

    public void Dispose() => document.Dispose();

    private static JsonBody Parse(byte[] bytes, FieldProblems problems)
    {
        try
        {
            if (!Utf8.IsValid(bytes))
                throw new ApiException(ErrorCodes.MalformedRequest, "The body is not valid UTF-8.");
            var document = JsonDocument.Parse(bytes, s_options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new JsonBody(document, problems);
            document.Dispose();
            throw new ApiException(ErrorCodes.MalformedRequest, "The body must be a JSON object.");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second: a field's name with half of a surrogate pair, written as an escape.
            throw new ApiException(ErrorCodes.MalformedRequest, "The body is not valid JSON.");
        }
    }

    private static async Task<byte[]> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadBytesAsync(request, cancellationToken);
        }
        catch (IOException failure) when (failure is not BadHttpRequestException)
        {
            // Like a chunk whose size is no number that can be.
            throw new ApiException(ErrorCodes.MalformedRequest, "The body cannot be read.");
        }
    }

    private static async Task<byte[]> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var length = request.ContentLength ?? 0;
        while (length <= MaximumBytes)
        {
            var result = await request.BodyReader.ReadAsync(cancellationToken);
            length = result.Buffer.Length;
            var body = result.IsCompleted && length <= MaximumBytes ? result.Buffer.ToArray() : null;
            request.BodyReader.AdvanceTo(body is null ? result.Buffer.Start : result.Buffer.End, result.Buffer.End);
            if (body is not null)
                return body;
        }

        throw new ApiException(ErrorCodes.PayloadTooLarge, $"The body may have {MaximumBytes} bytes.");
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
