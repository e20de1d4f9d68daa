using Chat.Contracts.Conversations.V1;
using Grpc.Core;

namespace Chat.LlmWorker.Publishing;

/// <summary>Talks to Conversations about jobs: one try for questions, many for what must not be lost.</summary>
internal sealed class JobRecorder(
    JobRunnerService.JobRunnerServiceClient client,
    TimeProvider time,
    ILogger<JobRecorder> logger)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RenewTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(3);

    private readonly string _process = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <param name="job">The job, under a name that is the same only for tries of one claim.</param>
    /// <param name="cancellationToken">Cancelled when nothing new may begin.</param>
    public async Task<ClaimResponse> ClaimAsync(JobClaim job, CancellationToken cancellationToken)
    {
        var request = new ClaimRequest { JobId = job.JobId.ToString("D"), WorkerId = $"{_process}:{job.Name:N}" };
        return await client.ClaimAsync(request, Options(CallTimeout, cancellationToken));
    }

    public async Task<LeaseState> RenewAsync(JobAttempt job, CancellationToken cancellationToken)
    {
        var request = new RenewRequest { JobId = job.JobId.ToString("D"), Attempt = job.Attempt };
        return (await client.RenewAsync(request, Options(RenewTimeout, cancellationToken))).State;
    }

    public Task<EndResponse> CompleteAsync(CompleteRequest request, CancellationToken cancellationToken) =>
        UntilAnsweredAsync(options => client.CompleteAsync(request, options), cancellationToken);

    public Task<EndResponse> FailAsync(FailRequest request, CancellationToken cancellationToken) =>
        UntilAnsweredAsync(options => client.FailAsync(request, options), cancellationToken);

    public Task<EndResponse> ReportCancelledAsync(ReportCancelledRequest request, CancellationToken cancellationToken) =>
        UntilAnsweredAsync(options => client.ReportCancelledAsync(request, options), cancellationToken);

    /// <summary>Whether the same request can never succeed, however often it is sent.</summary>
    public static bool IsFinal(RpcException failure) =>
        failure.StatusCode is StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.FailedPrecondition;

    // Every end is idempotent by job and attempt, so an answer that got lost is simply asked for again.
    private async Task<EndResponse> UntilAnsweredAsync(
        Func<CallOptions, AsyncUnaryCall<EndResponse>> call, CancellationToken cancellationToken)
    {
        var delay = FirstDelay;
        while (true)
        {
            try
            {
                return await call(Options(CallTimeout, cancellationToken));
            }
            catch (RpcException failure) when (!IsFinal(failure))
            {
                cancellationToken.ThrowIfCancellationRequested();
                JobRecorderLog.EndDelayed(logger, failure.StatusCode, delay);
            }
            await Task.Delay(delay, time, cancellationToken);
            delay = delay * 2 < MaxDelay ? delay * 2 : MaxDelay;
        }
    }

    private CallOptions Options(TimeSpan timeout, CancellationToken cancellationToken) =>
        new(deadline: time.GetUtcNow().UtcDateTime + timeout, cancellationToken: cancellationToken);
}
