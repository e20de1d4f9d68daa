using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Chat.Tests.Hosting.StandIns;

/// <summary>Works out what a resource would get in its environment, without running anything.</summary>
internal static class ModelEnvironment
{
    /// <summary>A builder with nothing in it, of the AppHost's assembly: in the tests' own there is nothing to run a model with.</summary>
    public static IDistributedApplicationBuilder NewBuilder(params string[] arguments) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = arguments,
            AssemblyName = typeof(Projects.Chat_AppHost).Assembly.GetName().Name,
            DisableDashboard = true,
        });

    /// <summary>A resource that only refers to others.</summary>
    public static IResourceBuilder<ExecutableResource> AddConsumer(this IDistributedApplicationBuilder builder) =>
        builder.AddExecutable("consumer", "true", ".");

    /// <summary>Says where an endpoint can be reached, as a start of the application would.</summary>
    public static void Allocate(this IResource resource, string endpointName, int port)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().Single(e => e.Name == endpointName);
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);
    }

    public static async Task<Dictionary<string, string>> EnvironmentAsync(
        this IResourceBuilder<IResourceWithEnvironment> consumer, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(
            consumer.ApplicationBuilder.ExecutionContext, consumer.Resource, cancellationToken: cancellationToken);
        foreach (var annotation in consumer.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);

        var environment = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            var text = value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) : value.ToString();
            if (text is not null)
                environment[name] = text;
        }

        return environment;
    }
}
