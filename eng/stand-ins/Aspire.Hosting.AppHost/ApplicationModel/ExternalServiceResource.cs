using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A service outside the application, known by its address.</summary>
public sealed class ExternalServiceResource : Resource
{
    internal ExternalServiceResource(string name, Uri uri) : base(name)
    {
        if (!uri.IsAbsoluteUri || uri.Fragment.Length > 0)
            throw new ArgumentException("The URI for the external service must be absolute.", nameof(uri));
        Uri = uri;
    }

    internal ExternalServiceResource(string name, ParameterResource urlParameter) : base(name) =>
        UrlParameter = urlParameter;

    public Uri? Uri { get; }

    public ParameterResource? UrlParameter { get; }
}
