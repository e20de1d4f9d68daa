using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the arguments and the environment of a resource.</summary>
internal sealed class ManifestVariables(
    Utf8JsonWriter json, ManifestValues values, DistributedApplicationExecutionContext executionContext)
{
    public async Task WriteArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = executionContext };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
            await annotation.Callback(context);
        if (context.Args.Count == 0)
            return;

        json.WriteStartArray("args");
        foreach (var argument in context.Args)
            json.WriteStringValue(values.Print(argument));
        json.WriteEndArray();
    }

    public async Task WriteEnvironmentAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, resource, cancellationToken: cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
            await annotation.Callback(context);
        if (context.EnvironmentVariables.Count == 0)
            return;

        json.WriteStartObject("env");
        foreach (var (name, value) in context.EnvironmentVariables)
            json.WriteString(name, values.Print(value));
        json.WriteEndObject();
    }
}
