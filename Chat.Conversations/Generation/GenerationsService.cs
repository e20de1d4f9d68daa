using System.Diagnostics;
using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Appending;
using Chat.Conversations.Errors;
using Chat.Conversations.Generation.Changes;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Chat.Conversations.Generation;

/// <summary>What a user does with generations.</summary>
[Authorize]
internal sealed class GenerationsService(
    Appender appender,
    JobQueries jobs,
    TokenStreamCloser streams,
    IOptions<GenerationOptions> options,
    ILogger<GenerationsService> logger) : GenerationService.GenerationServiceBase
{
    public override async Task<SubmitPromptResponse> Submit(SubmitPromptRequest request, ServerCallContext context)
    {
        var fields = new Fields();
        var text = fields.Text("message", request.Message, Limits.MessageCharacters);
        var agentId = fields.AgentId(request.AgentId);
        var prompt = new SubmitPrompt(context.ToChatCaller(), text, options.Value.DefaultAgentId)
        {
            AgentId = agentId,
            ConversationId = fields.OptionalId("conversationId", request.ConversationId),
            ClientId = fields.Name("clientId", request.ClientId, Limits.ClientIdCharacters),
            TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: var id } ? id : null,
        };
        fields.ThrowIfInvalid();
        var submitted = (await appender.ApplyAsync(prompt, context.CancellationToken)).ToWire();
        logger.Submitted(submitted.JobId, submitted.ConversationId);
        return submitted;
    }

    public override async Task<Contracts.Conversations.V1.Job> GetJob(GetJobRequest request, ServerCallContext context)
    {
        var jobId = JobId(request.JobId);
        var job = await jobs.FindAsync(jobId, context.ToChatCaller(), context.CancellationToken);
        return job?.ToWire() ?? throw new ChatException(ChatError.NotFound("job"));
    }

    public override async Task<Contracts.Conversations.V1.Job> CancelJob(
        CancelJobRequest request, ServerCallContext context)
    {
        var cancel = new CancelJob(JobId(request.JobId), context.ToChatCaller());
        var job = await appender.ApplyAsync(cancel, context.CancellationToken);
        // Also on a retry: the first try may have ended before it had closed the stream.
        if (job.State == GenerationState.Cancelled) await streams.CloseForAllAsync(job, context.CancellationToken);
        return job.ToWire();
    }

    private static Guid JobId(string value)
    {
        var fields = new Fields();
        var id = fields.Id("jobId", value);
        fields.ThrowIfInvalid();
        return id;
    }
}
