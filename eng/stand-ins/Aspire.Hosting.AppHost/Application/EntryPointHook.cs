using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Lets a test take part while an AppHost's entry point builds the application.</summary>
internal sealed class EntryPointHook
{
    private static readonly AsyncLocal<EntryPointHook?> Local = new();

    /// <summary>The hook of the entry point that runs in this flow of execution.</summary>
    public static EntryPointHook? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }

    public required Action<DistributedApplicationOptions, HostApplicationBuilderSettings> OnCreating { get; init; }

    /// <summary>Called at Build(), before anything is built; returns when the model is final.</summary>
    public required Action<DistributedApplicationBuilder> OnBuilding { get; init; }

    public required Action<DistributedApplication> OnBuilt { get; init; }
}
