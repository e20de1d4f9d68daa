using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Input;

namespace Chat.Gateway.Threads;

/// <summary>How far the caller has read a thread.</summary>
/// <param name="UptoSeq">Everything up to this number.</param>
public sealed record ThreadReadBody(long UptoSeq)
{
    private static readonly NumberRange s_seqs = new(0, long.MaxValue);

    internal static async Task<MarkThreadReadRequest> ReadAsync(
        ThreadPath path, HttpRequest request, CancellationToken cancellationToken)
    {
        var problems = new FieldProblems();
        using var body = await JsonBody.ReadAsync(request, problems, cancellationToken);
        if (body.IsNull("uptoSeq"))
            problems.Required("uptoSeq");
        var mark = new MarkThreadReadRequest
        {
            ConversationId = path.ConversationId,
            ThreadId = path.ThreadId.ToString(),
            UptoSeq = body.Number("uptoSeq", s_seqs) ?? 0,
        };
        problems.ThrowIfAny();
        return mark;
    }
}

/// <summary>A thread, as it stands in a path.</summary>
internal readonly record struct ThreadPath(string ConversationId, Guid ThreadId);
