using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A resource whose endpoints are announced to those that reference it.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
