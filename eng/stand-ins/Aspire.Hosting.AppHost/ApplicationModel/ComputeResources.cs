namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that runs code.</summary>
public interface IComputeResource : IResource;

/// <summary>A resource that can carry health probes.</summary>
public interface IResourceWithProbes : IResource;

/// <summary>A resource that lives inside no container of the application.</summary>
public interface IResourceWithoutLifetime : IResource;
