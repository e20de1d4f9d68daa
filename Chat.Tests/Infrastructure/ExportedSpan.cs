namespace Chat.Tests.Infrastructure;

/// <summary>A span as an operator's dashboard gets it.</summary>
/// <param name="Service">The service that recorded it.</param>
/// <param name="Name">What was done.</param>
/// <param name="TraceId">In lower-case hexadecimal.</param>
/// <param name="IsRoot">Whether it begins its trace.</param>
public sealed record ExportedSpan(string Service, string Name, string TraceId, bool IsRoot);
