namespace Chat.Bench.Doors;

/// <summary>A way into the system; every call returns when the system has answered.</summary>
internal interface IDoor : IDisposable
{
    /// <summary>Makes a group of two users and returns its id.</summary>
    Task<string> CreateAsync(int owner, CancellationToken cancellationToken);

    /// <summary>Returns the seq that the message got.</summary>
    Task<long> SendAsync(int user, string conversation, string content, CancellationToken cancellationToken);

    /// <summary>A page of 50 below a seq, or the newest; returns how many messages it had.</summary>
    Task<int> PageAsync(int user, string conversation, long? before, CancellationToken cancellationToken);
}
