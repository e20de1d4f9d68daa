namespace Aspire.Hosting.Testing;

/// <summary>The builder of an AppHost whose entry point waits at Build().</summary>
internal sealed class EntryPointTestingBuilder(DistributedApplicationBuilder inner, EntryPointRun run)
    : TestingBuilder(inner)
{
    private EntryPointApplication? _application;

    public override async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        if (_application is not null)
            throw new InvalidOperationException("The application has been built already.");

        return _application = new EntryPointApplication(await run.BuildAsync(cancellationToken), run);
    }

    public override async ValueTask DisposeAsync()
    {
        run.Abandon();
        if (_application is not null)
            await _application.DisposeAsync();
        await run.Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
