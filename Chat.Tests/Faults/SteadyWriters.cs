using System.Collections.Concurrent;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Faults;

/// <summary>
/// Users who write without pause, each in a conversation of their own, and repeat under one client id what was not
/// acknowledged; it measures how long they wait for each acknowledgement.
/// </summary>
internal sealed class SteadyWriters : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<TimeSpan> _waits = new();
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _cancel;
    private List<Task> _writing = [];
    private int _refused;

    private SteadyWriters(CancellationToken cancellationToken)
    {
        _cancel = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    public static async Task<SteadyWriters> StartAsync(ChatApplication chat, int count, CancellationToken cancellationToken)
    {
        var writers = new SteadyWriters(cancellationToken);
        var users = new List<(ChatClient User, Guid Conversation)>();
        for (var n = 0; n < count; n++)
        {
            var user = chat.NewUser();
            users.Add((user, (await user.CreateConversationAsync(new NewConversation { Kind = "group" }, cancellationToken)).Id));
        }

        writers._writing = [.. users.Select(one => writers.WriteAsync(one.User, one.Conversation))];
        return writers;
    }

    /// <summary>Waits until so many more were acknowledged.</summary>
    public Task ProgressAsync(int more)
    {
        var goal = _waits.Count + more;
        return Eventually.HoldsAsync(() => _waits.Count >= goal, s_patience, _cancel);
    }

    public async Task<Waits> StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_writing);
        return new Waits([.. _waits.Order()], _refused);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task WriteAsync(ChatClient user, Guid conversation)
    {
        using var mine = user;
        using var pause = new PeriodicTimer(s_pause);
        for (var n = 0; !_stop.IsCancellationRequested; n++)
        {
            var begun = TimeProvider.System.GetTimestamp();
            while (!await TrySendAsync(user, conversation, new NewMessage($"message {n}") { ClientId = $"{n}" }))
            {
                Interlocked.Increment(ref _refused);
                await pause.WaitForNextTickAsync(_cancel);
            }

            _waits.Enqueue(TimeProvider.System.GetElapsedTime(begun));
        }
    }

    private async Task<bool> TrySendAsync(ChatClient user, Guid conversation, NewMessage message)
    {
        try
        {
            using var response = await user.SendAsync("POST", $"/v1/conversations/{conversation}/messages", message, _cancel);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
