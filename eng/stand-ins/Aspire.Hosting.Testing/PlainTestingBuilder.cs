using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>A builder without an AppHost; the test adds the resources.</summary>
internal sealed class PlainTestingBuilder(
    string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    : TestingBuilder(CreateInner(args, configure))
{
    private DistributedApplication? _application;

    public override Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(_application = Inner.Build());

    public override async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
    }

    private static DistributedApplicationBuilder CreateInner(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        EntryPointHook.Current = new EntryPointHook
        {
            OnCreating = (options, settings) =>
            {
                TestingDefaults.Apply(options, settings, Assembly.GetEntryAssembly(), args);
                configure(options, settings);
            },
            OnBuilding = _ => { },
            OnBuilt = _ => { },
        };

        try
        {
            return new DistributedApplicationBuilder(new DistributedApplicationOptions { Args = args });
        }
        finally
        {
            EntryPointHook.Current = null;
        }
    }
}
