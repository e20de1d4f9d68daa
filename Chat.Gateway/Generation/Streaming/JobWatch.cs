using Chat.Contracts.Conversations.V1;
using Grpc.Core;

namespace Chat.Gateway.Generation.Streaming;

/// <summary>
/// Knows when a silent stream is to be distrusted: asks for the job's record now and then, and says when the job has
/// ended long enough ago that its stream should have said so.
/// </summary>
internal sealed class JobWatch(Job job, GenerationService.GenerationServiceClient jobs, FeedTools tools)
{
    private DateTimeOffset next;

    /// <summary>The newest record that is known.</summary>
    public Job Job { get; private set; } = job;

    /// <summary>How long to wait before the next look at <see cref="HasEndedSilentlyAsync"/>.</summary>
    public TimeSpan UntilDue => next - Now;

    private DateTimeOffset Now => tools.Time.GetUtcNow();

    /// <summary>The stream said something: the record need not be asked for a while.</summary>
    public void Postpone()
    {
        if (!Job.HasEnded())
            next = Now + tools.Options.Value.JobCheckInterval;
        else
            next = Job.EndedAt.ToDateTimeOffset() + tools.Options.Value.LastEntryGrace;
    }

    /// <summary>Something behind the door failed; look again later.</summary>
    public void Retry(RpcException failure)
    {
        tools.Logger.JobCheckFailed(Guid.Parse(Job.Id), failure.StatusCode.ToString());
        next = Now + tools.Options.Value.JobCheckInterval;
    }

    /// <summary>True when the job has ended and the stream had its time to tell.</summary>
    public async Task<bool> HasEndedSilentlyAsync(CancellationToken cancellationToken)
    {
        if (UntilDue > TimeSpan.Zero)
            return false;
        if (Job.HasEnded())
            return true;
        try
        {
            Job = await jobs.GetJobAsync(new GetJobRequest { JobId = Job.Id }, cancellationToken: cancellationToken);
        }
        catch (RpcException e) when (!e.EndsAccess())
        {
            Retry(e);
            return false;
        }

        Postpone();
        return Job.HasEnded() && UntilDue <= TimeSpan.Zero;
    }
}
