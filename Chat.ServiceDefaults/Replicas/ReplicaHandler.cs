using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Replicas;

/// <summary>
/// Sends each call to a replica that answers. A call that nobody can have executed goes to another at once; one that may
/// be repeated leaves a connection that broke, or gives no sign of life while another does. A replica that lives may take
/// its time: repeating what is merely slow would make it slower.
/// </summary>
internal sealed class ReplicaHandler(
    ReplicaPools pools,
    IOptions<GrpcClientOptions> options,
    TimeProvider time,
    ReplicaMetrics metrics,
    ILogger<ReplicaHandler> logger) : HttpMessageHandler
{
    private const int Tries = 4;

    private readonly TimeSpan _patience = options.Value.Patience;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var repeatable = request.Headers.Remove(RepeatableCalls.Mark);
        var pool = pools.Of(request.RequestUri!);
        for (var tries = 1; ; tries++)
        {
            var isLast = tries == Tries;
            if (await pool.PickAsync(cancellationToken) is not { } connection)
            {
                if (isLast) throw Unavailable(request, "Nobody answers");
                continue;
            }

            try
            {
                var response = await TryAsync(
                    new Attempt(pool, connection, MayLeave: repeatable && !isLast), request, cancellationToken);
                if (response is not null) return response;
            }
            catch (Exception failure) when (TransportFailure.Is(failure) && !cancellationToken.IsCancellationRequested)
            {
                if (TransportFailure.BreaksConnection(failure)) Lose(pool, connection, request.RequestUri!, failure.Message);
                if (isLast || !TransportFailure.MayRepeat(failure, repeatable))
                {
                    if (TransportFailure.IsKnownToGrpc(failure)) throw;
                    throw Unavailable(request, failure.Message);
                }
            }

            metrics.Moved();
        }
    }

    /// <summary>The answer, or nothing when the attempt was given up for another connection.</summary>
    private async Task<HttpResponseMessage?> TryAsync(
        Attempt attempt, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answer = attempt.Connection.SendAsync(Copy(request), leaving.Token);
        if (await HearsAsync(answer, attempt.Connection, cancellationToken)) return await answer;

        Lose(attempt.Pool, attempt.Connection, request.RequestUri!, "it gives no sign of life");
        if (!attempt.MayLeave) return await answer;

        // With nobody to turn to, this one may still come back.
        while (await attempt.Pool.PickAsync(cancellationToken) is null)
            if (answer.IsCompleted)
                return await answer;

        await leaving.CancelAsync();
        return await UnlessGivenUpAsync(answer, cancellationToken);
    }

    /// <summary>Waits for the answer as long as the connection gives signs of life; whether there is one.</summary>
    private async Task<bool> HearsAsync(Task answer, ReplicaConnection connection, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var waited = time.GetElapsedTime(begun);
            var due = _patience - (waited < connection.Silence ? waited : connection.Silence);
            if (due > TimeSpan.Zero)
            {
                if (await EndsWithinAsync(answer, due)) return true;
                continue;
            }

            var lives = connection.ProbeAsync(cancellationToken);
            await Task.WhenAny(answer, lives);
            if (answer.IsCompleted) return true;
            if (!await lives) return false;
        }
    }

    private async Task<bool> EndsWithinAsync(Task answer, TimeSpan limit)
    {
        await answer.WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return answer.IsCompleted;
    }

    /// <summary>It may have come in the last moment.</summary>
    private static async Task<HttpResponseMessage?> UnlessGivenUpAsync(
        Task<HttpResponseMessage> answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer;
        }
        catch (Exception failure) when (TransportFailure.Is(failure) && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Lose(ReplicaPool pool, ReplicaConnection connection, Uri address, string reason)
    {
        if (!pool.Replace(connection)) return;
        metrics.Lost();
        logger.ConnectionLost(address.Authority, reason);
    }

    /// <summary>Each attempt has a request of its own, so that none sees what another left in it.</summary>
    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Version = request.Version, VersionPolicy = request.VersionPolicy, Content = request.Content,
        };
        foreach (var (name, values) in request.Headers.NonValidated) copy.Headers.TryAddWithoutValidation(name, values);
        foreach (var (key, value) in request.Options) ((IDictionary<string, object?>)copy.Options)[key] = value;
        return copy;
    }

    /// <summary>gRPC makes UNAVAILABLE of it, because of what is inside.</summary>
    private static HttpRequestException Unavailable(HttpRequestMessage request, string reason) =>
        new(HttpRequestError.ConnectionError, $"{request.RequestUri!.Authority}: {reason}", new IOException(reason));

    /// <summary>One try on one connection.</summary>
    private sealed record Attempt(ReplicaPool Pool, ReplicaConnection Connection, bool MayLeave);
}
