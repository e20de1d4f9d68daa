using System.Net;
using Chat.ServiceDefaults.Health;
using OpenTelemetry;

namespace Chat.ServiceDefaults.Replicas;

/// <summary>
/// A connection to whichever replica the network gave us, and when it was last heard of. A frozen replica keeps its
/// connections open, so only an answer proves that there is somebody.
/// </summary>
internal sealed class ReplicaConnection(Uri address, int failures, GrpcClientOptions options, TimeProvider time)
    : IDisposable
{
    /// <summary>Who cannot be reached is not asked without end.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpMessageInvoker _http = new(CreateHandler(options));
    private readonly Lock _gate = new();
    private Task<bool>? _probe;
    private long _heardAt;
    private int _open;
    private volatile bool _answers;

    /// <summary>Whether it has answered, and no probe since was in vain.</summary>
    public bool Answers => _answers;

    /// <summary>How many connections in its place never answered, one after another, with itself.</summary>
    public int Failures => IsNew ? failures + 1 : 0;

    /// <summary>Whether a probe is under way.</summary>
    public bool IsAsked => Volatile.Read(ref _probe) is { IsCompleted: false };

    /// <summary>Calls that wait for their answer.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>How long ago it gave its last sign of life.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _heardAt));

    private bool IsNew => Volatile.Read(ref _heardAt) == 0;

    /// <summary>
    /// At first short: who answers does so at once, and another connection may lead to another replica. Where all are slow it
    /// must grow.
    /// </summary>
    private TimeSpan FirstTimeout => options.ProbeTimeout / (4 >> Math.Min(failures, 2));

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        try
        {
            var response = await _http.SendAsync(request, cancellationToken);
            Heard();
            return response;
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    /// <summary>Asks for a sign of life; all who want to know at the same time share one question, which never fails.</summary>
    public Task<bool> ProbeAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_probe is not { IsCompleted: false })
                _probe = Task.Run(AskAsync, CancellationToken.None);
            return _probe.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes no more calls until it has answered, unless it was heard of just now.</summary>
    public void Doubt()
    {
        if (Silence > options.Patience) _answers = false;
    }

    /// <summary>Takes no more calls; those that are open may end.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<bool> AskAsync()
    {
        // A probe belongs to no request's trace, and is none itself.
        using var untraced = SuppressInstrumentationScope.Begin();
        try
        {
            if (IsNew && failures > 0) await Task.Delay(s_pause, time);
            using var limit = new CancellationTokenSource(IsNew ? FirstTimeout : options.ProbeTimeout, time);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, Probes.AlivePath))
            {
                Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using var response = await _http.SendAsync(request, limit.Token);
            // A proxy that finds nobody behind it says so with a 5xx.
            if (response.StatusCode >= HttpStatusCode.InternalServerError) return _answers = false;
            Heard();
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            return _answers = false;
        }
    }

    private void Heard()
    {
        Volatile.Write(ref _heardAt, time.GetTimestamp());
        _answers = true;
    }

    private static SocketsHttpHandler CreateHandler(GrpcClientOptions options) => new()
    {
        // Beyond a hundred calls at once; the pings find those that a probe over another connection would not see.
        EnableMultipleHttp2Connections = true,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = options.ProbeTimeout,
        KeepAlivePingDelay = options.KeepAlivePingDelay,
        KeepAlivePingTimeout = options.KeepAlivePingTimeout,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        PooledConnectionLifetime = options.ConnectionLifetime,
    };
}
