using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Streams;
using Chat.ServiceDefaults;
using Grpc.Core;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>
/// Ends one reader's stream when they may not read on: at once when their token runs out, or when the conversation's log
/// says that they left; and when asking now and then says so, should that entry have been lost.
/// </summary>
internal sealed class ReaderAccess : IAsyncDisposable
{
    /// <summary>How long Conversations may take to say that who is told to have left is back.</summary>
    private static readonly TimeSpan DoubtLimit = TimeSpan.FromMilliseconds(600);

    /// <summary>How long it may take when there is no such doubt.</summary>
    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(3);

    private readonly Job job;
    private readonly CallerIdentity caller;
    private readonly DateTimeOffset expiry;
    private readonly GenerationService.GenerationServiceClient jobs;
    private readonly FeedTools tools;
    private readonly Signal doubt = new();
    private readonly CancellationTokenSource ended;
    private readonly CancellationTokenSource stop;
    private readonly Task watching;
    private IAsyncDisposable? hearing;

    public ReaderAccess(
        Job job, HttpContext reader, GenerationService.GenerationServiceClient jobs, FeedTools tools, CancellationToken leaving)
    {
        (this.job, this.jobs, this.tools, caller) = (job, jobs, tools, reader.User.ToCaller());
        expiry = reader.User.TokenExpiry() ?? DateTimeOffset.MaxValue;
        ended = CancellationTokenSource.CreateLinkedTokenSource(leaving);
        stop = CancellationTokenSource.CreateLinkedTokenSource(leaving);
        watching = WatchAsync(stop.Token);
    }

    /// <summary>Cancelled when the reader left or may not read on.</summary>
    public CancellationToken Ended => ended.Token;

    /// <summary>A word of <see cref="StreamEndReasons"/> once they may not read on.</summary>
    public string? EndReason { get; private set; }

    /// <summary>The reason behind a refusal that asking again cannot change.</summary>
    public static string ReasonOf(RpcException refusal) =>
        refusal.StatusCode == StatusCode.Unauthenticated ? StreamEndReasons.TokenExpired : StreamEndReasons.AccessEnded;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        if (hearing is not null)
            await hearing.DisposeAsync();
        stop.Dispose();
        ended.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (EndReason is null)
            {
                var doubted = doubt.Next;
                // What happened before somebody listened was not heard, so look once now.
                if (!await BeginHearingAsync(cancellationToken))
                    await Signal.WaitAsync(doubted, UntilDue, tools.Time, cancellationToken);
                if (expiry <= tools.Time.GetUtcNow())
                    End(StreamEndReasons.TokenExpired);
                else
                    await CheckAsync(doubted.IsCompleted);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The stream has ended.
        }
    }

    private TimeSpan UntilDue
    {
        get
        {
            var (left, interval) = (expiry - tools.Time.GetUtcNow(), tools.Options.Value.AccessCheckInterval);
            return left < interval ? left : interval;
        }
    }

    /// <summary>True when this call began it.</summary>
    private async Task<bool> BeginHearingAsync(CancellationToken cancellationToken)
    {
        if (hearing is not null)
            return false;
        try
        {
            hearing = await tools.Departures.HearAsync(Guid.Parse(job.ConversationId), OnDeparture, cancellationToken);
            return true;
        }
        catch (TokenStreamException e)
        {
            tools.Logger.HearingFailed(Guid.Parse(job.Id), e);
            return false;
        }
    }

    private void OnDeparture(LogEntry entry)
    {
        if (entry.ParticipantLeft is not { } left || (left.ParticipantId == caller.Id && TypeOf(left) == caller.Type))
            doubt.Raise();
    }

    private static CallerType TypeOf(ParticipantLeft left) =>
        left.ParticipantType == PrincipalType.Agent ? CallerType.Agent : CallerType.User;

    /// <summary>
    /// Who was told to have left, and of whom nobody says otherwise in time, reads no further. The call is not broken off
    /// when the stream ends: that would be an error on the other side.
    /// </summary>
    private async Task CheckAsync(bool isDoubted)
    {
        using var limit = new CancellationTokenSource(isDoubted ? DoubtLimit : CheckLimit, tools.Time);
        try
        {
            await jobs.GetJobAsync(new GetJobRequest { JobId = job.Id }, cancellationToken: limit.Token);
        }
        catch (RpcException e) when (e.EndsAccess())
        {
            End(ReasonOf(e));
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException)
        {
            if (isDoubted)
                End(StreamEndReasons.AccessEnded);
        }
    }

    private void End(string reason)
    {
        EndReason = reason;
        ended.Cancel();
    }
}
