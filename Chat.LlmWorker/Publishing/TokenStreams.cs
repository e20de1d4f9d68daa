using Microsoft.Extensions.Options;

namespace Chat.LlmWorker.Publishing;

/// <summary>Opens the token streams of attempts for writing.</summary>
internal sealed class TokenStreams(
    TokenStreamAppender appender, IOptions<TokenStreamOptions> options, TimeProvider time, ILogger<TokenStreamWriter> logger)
{
    public TokenStreamWriter Open(JobAttempt job, IAttemptLease lease) =>
        new(appender, options, job, lease, time, logger);
}
