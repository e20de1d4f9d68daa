using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Errors;

/// <summary>Writes failures as problems, in the style of the path that was asked for.</summary>
internal sealed class ProblemBodies(ProblemStyles styles, IOptions<JsonOptions> json, TimeProvider time)
{
    public JsonObject Of(Failure failure, PathString path, string traceId)
    {
        var problem = JsonSerializer.SerializeToNode(ToProblem(failure, traceId), json.Value.SerializerOptions)!.AsObject();
        styles.Of(path)?.AddTo(problem, failure, time.GetUtcNow());
        return problem;
    }

    private static Problem ToProblem(Failure failure, string traceId) => new()
    {
        Type = "about:blank",
        Title = ReasonPhrases.GetReasonPhrase(failure.Status),
        Status = failure.Status,
        Detail = failure.Detail,
        Code = failure.Code,
        TraceId = traceId,
        Retryable = failure.Retryable,
        Errors = failure.Fields.Count > 0 ? failure.Fields : null,
    };
}
