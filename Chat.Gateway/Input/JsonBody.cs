using System.Buffers;
using System.Text.Json;
using Chat.Contracts.Errors;
using Chat.Gateway.Errors;
using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.Input;

/// <summary>
/// A request's JSON object, read strictly: a field of the wrong type is a problem of that field, not of the whole body.
/// Fields that nobody asks for are passed over, so that newer clients can talk to older gateways.
/// </summary>
internal sealed class JsonBody : IDisposable
{
    /// <summary>
    /// The server's own limit is higher: beyond that it cuts the connection, and the client never reads why.
    /// </summary>
    private const int MaximumBytes = 256 * 1024;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly JsonDocument document;
    private readonly FieldProblems problems;

    private JsonBody(JsonDocument document, FieldProblems problems) => (this.document, this.problems) = (document, problems);

    public static async Task<JsonBody> ReadAsync(
        HttpRequest request, FieldProblems problems, CancellationToken cancellationToken)
    {
        if (!IsJson(request))
            throw new ApiException(ErrorCodes.UnsupportedMediaType, "Send application/json in UTF-8.");
        var bytes = await ReadBytesAsync(request, cancellationToken);
        try
        {
            var document = JsonDocument.Parse(bytes, s_options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new JsonBody(document, problems);
            document.Dispose();
            throw new ApiException(ErrorCodes.MalformedRequest, "The body must be a JSON object.");
        }
        catch (JsonException)
        {
            throw new ApiException(ErrorCodes.MalformedRequest, "The body is not valid JSON.");
        }
    }

    /// <summary>The text of a field; null when it is not there.</summary>
    public string? Text(string field)
    {
        if (!document.RootElement.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return Decode(field, value);
        problems.Invalid(field, $"{field} must be a string.");
        return null;
    }

    /// <summary>The text of a field that must be there and not be blank.</summary>
    public string RequiredText(string field)
    {
        var before = problems.Count;
        var text = Text(field);
        if (problems.Count == before && string.IsNullOrWhiteSpace(text))
            problems.Required(field);
        return text ?? "";
    }

    public void Dispose() => document.Dispose();

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

    private string? Decode(string field, JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape: valid JSON, but no text.
            problems.Invalid(field, $"{field} must be valid Unicode text.");
            return null;
        }
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
