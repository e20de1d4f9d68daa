using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Native;

/// <summary>Marks a server that somebody else runs; there is no process to start.</summary>
internal sealed class ExternalServerAnnotation : IResourceAnnotation;
