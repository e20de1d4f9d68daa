using Aspire.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Offers start, stop and restart on resources that run as processes.</summary>
internal static class LifecycleCommands
{
    public static void AddTo(IResource resource)
    {
        Add(resource, KnownResourceCommands.StartCommand, "Start", "Play", IsStartable, async (instance, token) =>
            await instance.StartAsync(token));
        Add(resource, KnownResourceCommands.StopCommand, "Stop", "Stop", IsStoppable, async (instance, token) =>
            await instance.StopAsync(token));
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", "ArrowCounterclockwise", IsStoppable,
            async (instance, token) =>
            {
                await instance.StopAsync(token);
                await instance.StartAsync(token);
            });
    }

    private static bool IsStartable(CustomResourceSnapshot snapshot) =>
        snapshot.IsTerminal() || snapshot.State?.Text == KnownResourceStates.NotStarted;

    private static bool IsStoppable(CustomResourceSnapshot snapshot) =>
        !IsStartable(snapshot) && snapshot.State?.Text != KnownResourceStates.Stopping;

    private static void Add(
        IResource resource,
        string name,
        string displayName,
        string icon,
        Func<CustomResourceSnapshot, bool> isOffered,
        Func<InstanceSupervisor, CancellationToken, Task> run)
    {
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().Any(c => c.Name == name))
            return;

        resource.Annotations.Add(new ResourceCommandAnnotation(
            name,
            displayName,
            context => isOffered(context.ResourceSnapshot) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
            async context =>
            {
                var orchestrator = context.ServiceProvider.GetRequiredService<ResourceOrchestrator>();
                await run(orchestrator.FindSupervisor(context.ResourceName), context.CancellationToken);
                return CommandResults.Success();
            },
            new CommandOptions { IconName = icon, IconVariant = IconVariant.Filled, IsHighlighted = true }));
    }
}
