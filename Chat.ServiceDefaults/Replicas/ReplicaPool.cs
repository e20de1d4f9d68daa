namespace Chat.ServiceDefaults.Replicas;

/// <summary>
/// Several connections to one address, behind which a balancer may give each to another replica. Calls go to those that
/// answer; one that does not is replaced, and its successor takes calls once it has answered.
/// </summary>
internal sealed class ReplicaPool : IDisposable
{
    private readonly Func<int, ReplicaConnection> _connect;
    private readonly Lock _gate = new();
    private volatile ReplicaConnection[] _connections;
    private uint _turn;

    /// <param name="connect">Makes a connection, when so many before it gave no answer.</param>
    /// <param name="size">How many connections there are.</param>
    public ReplicaPool(Func<int, ReplicaConnection> connect, int size)
    {
        _connect = connect;
        _connections = [.. Enumerable.Range(0, size).Select(_ => connect(0))];
    }

    /// <summary>
    /// Of the connections that answer the one with the fewest open calls. When none is known to, the first that does, or
    /// nothing when none does soon.
    /// </summary>
    public async ValueTask<ReplicaConnection?> PickAsync(CancellationToken cancellationToken)
    {
        var connections = _connections;
        var first = (int)(Interlocked.Increment(ref _turn) % (uint)connections.Length);
        ReplicaConnection? best = null;
        for (var i = 0; i < connections.Length; i++)
        {
            var connection = connections[(first + i) % connections.Length];
            if (!connection.Answers)
                Revive(connection);
            else if (best is null || IsBetter(connection, best))
                best = connection;
        }

        return best ?? await FirstToAnswerAsync(cancellationToken);
    }

    /// <summary>
    /// Puts a new connection in the place of one that broke or went silent, whose open calls may end; false when somebody
    /// has. Others may have ended at the same replica.
    /// </summary>
    public bool Replace(ReplicaConnection lost)
    {
        if (!Replace(lost, 0)) return false;
        Array.ForEach(_connections, connection => connection.Doubt());
        return true;
    }

    public void Dispose() => Array.ForEach(_connections, connection => connection.Dispose());

    private bool Replace(ReplicaConnection lost, int failures)
    {
        lock (_gate)
        {
            var connections = _connections;
            if (!connections.Contains(lost)) return false;
            _connections = [.. connections.Select(one => one == lost ? _connect(failures) : one)];
        }

        lost.Dispose();
        return true;
    }

    /// <summary>One that is being asked has been silent, with calls open.</summary>
    private static bool IsBetter(ReplicaConnection one, ReplicaConnection other) =>
        one.IsAsked == other.IsAsked ? one.Open < other.Open : other.IsAsked;

    /// <summary>Not awaited: it ends by itself within the probe's time, and never fails.</summary>
    private void Revive(ReplicaConnection connection)
    {
        if (!connection.IsAsked) _ = AskAsync(connection);
    }

    /// <summary>Asks all, and those that take the place of who fails, as many again.</summary>
    private async Task<ReplicaConnection?> FirstToAnswerAsync(CancellationToken cancellationToken)
    {
        var most = 2 * _connections.Length;
        var asked = new HashSet<ReplicaConnection>();
        var pending = new List<Task<ReplicaConnection?>>();
        do
        {
            foreach (var connection in _connections)
                if (asked.Count < most && asked.Add(connection))
                    pending.Add(AskAsync(connection));
            var done = await Task.WhenAny(pending).WaitAsync(cancellationToken);
            pending.Remove(done);
            if (await done is { } answering) return answering;
        }
        while (pending.Count > 0);
        return null;
    }

    private async Task<ReplicaConnection?> AskAsync(ReplicaConnection connection)
    {
        if (await connection.ProbeAsync(CancellationToken.None)) return connection;
        Replace(connection, connection.Failures);
        return null;
    }
}
