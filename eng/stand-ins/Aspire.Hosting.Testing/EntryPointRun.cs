using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs an AppHost's Main on a thread of its own, and stops it at Build() until the test is done with the model.</summary>
internal sealed class EntryPointRun
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private readonly Assembly _appHost;
    private readonly string[] _args;
    private readonly Action<DistributedApplicationOptions, HostApplicationBuilderSettings> _configure;
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = NewSignal<DistributedApplicationBuilder>();
    private readonly TaskCompletionSource<bool> _released = NewSignal<bool>();
    private readonly TaskCompletionSource<DistributedApplication> _application = NewSignal<DistributedApplication>();
    private readonly TaskCompletionSource<bool> _ended = NewSignal<bool>();

    public EntryPointRun(
        Assembly appHost,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        _appHost = appHost;
        _args = args;
        _configure = configure;
        new Thread(Execute) { IsBackground = true, Name = $"{appHost.GetName().Name}.EntryPoint" }.Start();
    }

    /// <summary>Ends when Main returned; fails when it threw.</summary>
    public Task Ended => _ended.Task;

    public Task<DistributedApplicationBuilder> GetBuilderAsync(CancellationToken cancellationToken) =>
        _builder.Task.WaitAsync(Timeout, cancellationToken);

    /// <summary>Lets Main go on past Build().</summary>
    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _released.TrySetResult(true);
        return _application.Task.WaitAsync(Timeout, cancellationToken);
    }

    /// <summary>Makes Build() throw, so that an AppHost nobody wants built ends.</summary>
    public void Abandon() => _released.TrySetResult(false);

    private static TaskCompletionSource<T> NewSignal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Execute()
    {
        EntryPointHook.Current = new EntryPointHook
        {
            OnCreating = OnCreating,
            OnBuilding = OnBuilding,
            OnBuilt = application => _application.TrySetResult(application),
        };

        try
        {
            var main = _appHost.EntryPoint
                ?? throw new InvalidOperationException($"Assembly '{_appHost.GetName().Name}' has no entry point.");
            main.Invoke(null, main.GetParameters().Length == 0 ? [] : [_args]);
            End(new InvalidOperationException("The entry point exited without building an application."));
            _ended.TrySetResult(true);
        }
        catch (TargetInvocationException exception)
        {
            Fail(exception.InnerException ?? exception);
        }
        catch (InvalidOperationException exception)
        {
            Fail(exception);
        }
    }

    private void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        TestingDefaults.Apply(options, settings, _appHost, _args);
        _configure(options, settings);
    }

    private void OnBuilding(DistributedApplicationBuilder builder)
    {
        _builder.TrySetResult(builder);
        if (!_released.Task.GetAwaiter().GetResult())
            throw new OperationCanceledException("The test disposed of the builder.");
    }

    private void Fail(Exception exception)
    {
        End(exception);
        _ended.TrySetException(exception);

        // A test that does not look at the end has seen the failure elsewhere.
        _ = _ended.Task.Exception;
    }

    private void End(Exception exception)
    {
        if (_builder.TrySetException(exception))
            _ = _builder.Task.Exception;
        if (_application.TrySetException(exception))
            _ = _application.Task.Exception;
    }
}
