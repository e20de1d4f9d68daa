using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Evaluates the environment and the arguments of one process, just before it starts.</summary>
internal sealed class EnvironmentGatherer(
    DistributedApplicationExecutionContext executionContext, ResourceLoggerService logs)
{
    public async Task<Dictionary<string, string>> GatherEnvironmentAsync(
        ResourceInstance instance, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(
            executionContext, instance.Resource, cancellationToken: cancellationToken)
        {
            Logger = logs.GetLogger(instance.Id),
        };
        foreach (var annotation in instance.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
            await annotation.Callback(context);

        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await ResolveAsync(instance, value, cancellationToken) is { } text)
                variables[name] = text;
        }

        return variables;
    }

    public async Task<IReadOnlyList<string>> GatherArgumentsAsync(
        ResourceInstance instance, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], instance.Resource, cancellationToken)
        {
            ExecutionContext = executionContext,
        };
        foreach (var annotation in instance.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
            await annotation.Callback(context);

        var arguments = new List<string>();
        foreach (var argument in context.Args)
        {
            if (await ResolveAsync(instance, argument, cancellationToken) is { } text)
                arguments.Add(text);
        }

        return arguments;
    }

    private async ValueTask<string?> ResolveAsync(
        ResourceInstance instance, object value, CancellationToken cancellationToken)
    {
        if (value is not IValueProvider provider)
            return Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);

        var context = new ValueProviderContext
        {
            ExecutionContext = executionContext,
            Caller = instance.Resource,
            Instance = instance,
        };
        return await provider.GetValueAsync(context, cancellationToken);
    }
}
