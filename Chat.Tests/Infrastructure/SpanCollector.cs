using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.Tests.Infrastructure;

/// <summary>Takes what services export by OTLP over HTTP, and keeps the spans.</summary>
public sealed class SpanCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<ExportedSpan> _spans = new();
    private readonly WebApplication _app;

    public SpanCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/v1/traces", TakeAsync);
        _app.MapPost("/v1/{other}", (string other) => Results.Ok());
        _app.Start();
    }

    public IReadOnlyCollection<ExportedSpan> Spans => _spans;

    public string Address =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var body = await ByteString.FromStreamAsync(request.Body, request.HttpContext.RequestAborted);
        foreach (var span in Fields(body, 1).SelectMany(ReadResource))
            _spans.Enqueue(span);
        return Results.Ok();
    }

    // opentelemetry.proto.trace.v1: ResourceSpans { resource = 1, scope_spans = 2 }, ScopeSpans { spans = 2 }.
    private static IEnumerable<ExportedSpan> ReadResource(ByteString resourceSpans)
    {
        var service = Fields(resourceSpans, 1).SelectMany(resource => Fields(resource, 1))
            .Where(attribute => Text(attribute, 1) == "service.name")
            .Select(attribute => Text(Fields(attribute, 2).Single(), 1)).Single();
        return Fields(resourceSpans, 2).SelectMany(scope => Fields(scope, 2))
            .Select(span => new ExportedSpan(
                service,
                Text(span, 5),
                Convert.ToHexStringLower(Fields(span, 1).Single().Span),
                IsRoot: Fields(span, 4).All(id => id.IsEmpty)));
    }

    private static string Text(ByteString message, int field) =>
        Encoding.UTF8.GetString(Fields(message, field).SingleOrDefault(ByteString.Empty).Span);

    /// <summary>The values of one length-delimited field of a message.</summary>
    private static List<ByteString> Fields(ByteString message, int field)
    {
        var found = new List<ByteString>();
        var input = message.CreateCodedInput();
        while (input.ReadTag() is not 0 and var tag)
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited))
                found.Add(input.ReadBytes());
            else
                input.SkipLastField();
        return found;
    }
}
