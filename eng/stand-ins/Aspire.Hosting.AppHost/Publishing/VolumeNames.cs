using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Names the volumes that nobody named.</summary>
internal static class VolumeNames
{
    /// <summary>Here the state folder tells applications apart; where it is deployed to, the name has to.</summary>
    public static string Of<T>(IResourceBuilder<T> builder, string suffix) where T : IResource
    {
        var name = $"{builder.Resource.Name}-{suffix}";
        var application = builder.ApplicationBuilder;
        return application.ExecutionContext.IsRunMode
            ? name
            : $"{application.Environment.ApplicationName}-{application.Configuration["AppHost:Sha256"]![..10]}-{name}".ToLowerInvariant();
    }
}
