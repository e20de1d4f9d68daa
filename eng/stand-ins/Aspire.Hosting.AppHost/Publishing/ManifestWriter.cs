using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the manifest: the resources of the model in their order, then what they refer to.</summary>
internal sealed class ManifestWriter(
    Utf8JsonWriter json, ManifestValues values, DistributedApplicationExecutionContext context, string folder)
{
    private readonly ManifestBindings _bindings = new(json);
    private readonly ManifestVariables _variables = new(json, values, context);

    public async Task WriteAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        json.WriteStartObject();
        json.WriteStartObject("resources");
        foreach (var resource in model.Resources.Where(IsPublished))
            await WriteAsync(resource, cancellationToken);
        foreach (var resource in values.Referenced.ExceptBy(model.Resources.Select(r => r.Name), r => r.Name).ToList())
            await WriteAsync(resource, cancellationToken);
        foreach (var parameter in values.EncodedParameters.ToList())
            WriteEncodings(parameter);
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static bool IsPublished(IResource resource) => !resource.HasAnnotationOfType<ManifestPublishingCallbackAnnotation>();

    private async Task WriteAsync(IResource resource, CancellationToken cancellationToken)
    {
        json.WriteStartObject(resource.Name);
        switch (resource)
        {
            case ContainerResource container:
                await WriteContainerAsync(container, cancellationToken);
                break;
            case ProjectResource project:
                await WriteProjectAsync(project, cancellationToken);
                break;
            case ExecutableResource executable:
                await WriteExecutableAsync(executable, cancellationToken);
                break;
            case ParameterResource parameter:
                WriteParameter(parameter);
                break;
            case IResourceWithConnectionString value:
                json.WriteString("type", "value.v0");
                WriteConnectionString(value);
                break;
            default:
                json.WriteString("error", "This resource does not support generation in the manifest.");
                break;
        }

        json.WriteEndObject();
        if (resource is ParameterResource encoded)
            WriteEncodings(encoded);
    }

    private async Task WriteContainerAsync(ContainerResource container, CancellationToken cancellationToken)
    {
        json.WriteString("type", "container.v0");
        if (container is IResourceWithConnectionString value)
            WriteConnectionString(value);
        json.WriteString("image", container.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
            ? image.FullName
            : throw new DistributedApplicationException($"Could not get the container image name for resource '{container.Name}'."));
        if (container.Entrypoint is not null)
            json.WriteString("entrypoint", container.Entrypoint);
        await _variables.WriteArgumentsAsync(container, cancellationToken);
        ManifestMounts.Write(json, container, PathOf);
        await _variables.WriteEnvironmentAsync(container, cancellationToken);
        _bindings.Write(container);
    }

    private async Task WriteProjectAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        json.WriteString("type", "project.v0");
        json.WriteString("path", PathOf(project.Annotations.OfType<IProjectMetadata>().Last().ProjectPath));
        await _variables.WriteArgumentsAsync(project, cancellationToken);
        await _variables.WriteEnvironmentAsync(project, cancellationToken);
        _bindings.Write(project);
    }

    private async Task WriteExecutableAsync(ExecutableResource executable, CancellationToken cancellationToken)
    {
        json.WriteString("type", "executable.v0");
        json.WriteString("workingDirectory", PathOf(executable.WorkingDirectory));
        json.WriteString("command", executable.Command);
        await _variables.WriteArgumentsAsync(executable, cancellationToken);
        await _variables.WriteEnvironmentAsync(executable, cancellationToken);
        _bindings.Write(executable);
    }

    /// <summary>Never the value: whoever deploys gives it, or it is generated there.</summary>
    private void WriteParameter(ParameterResource parameter)
    {
        json.WriteString("type", "parameter.v0");
        if (parameter.IsConnectionString)
            json.WriteString("connectionString", $"{{{parameter.Name}.value}}");
        json.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        json.WriteStartObject("inputs");
        json.WriteStartObject("value");
        json.WriteString("type", "string");
        if (parameter.Secret)
            json.WriteBoolean("secret", true);
        if (parameter.Default is not null)
        {
            json.WriteStartObject("default");
            parameter.Default.WriteToManifest(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteConnectionString(IResourceWithConnectionString resource) =>
        json.WriteString("connectionString", values.Print(resource.ConnectionStringExpression));

    private void WriteEncodings(ParameterResource parameter)
    {
        foreach (var (name, filter) in values.TakeEncodings(parameter))
        {
            json.WriteStartObject(name);
            json.WriteString("type", "annotated.string");
            json.WriteString("value", parameter.ValueExpression);
            json.WriteString("filter", filter);
            json.WriteEndObject();
        }
    }

    private string PathOf(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
