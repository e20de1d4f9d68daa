namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps a resource from starting until the start command.</summary>
public sealed class ExplicitStartupAnnotation : IResourceAnnotation;
