namespace Aspire.Hosting.DotnetProjects;

/// <summary>An entry of a project's Kestrel:Endpoints section.</summary>
internal sealed record KestrelEndpoint(string Name, Uri Url, string Host, bool IsHttp2);
