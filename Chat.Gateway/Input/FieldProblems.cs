using Chat.Contracts.Errors;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Input;

/// <summary>
/// Gathers what is wrong with a request, so that a client hears of all of it at once, or of the first twenty: the next one
/// ends the reading, so that no request makes more work or a longer answer than that.
/// </summary>
internal sealed class FieldProblems
{
    private const int Most = 20;

    /// <summary>As many as the largest list of all may have; what each may have is the service's to say.</summary>
    private const int MostItems = 1_000;

    private readonly List<FieldProblem> problems = [];

    public int Count => problems.Count;

    /// <summary>Refuses the request when it has too many problems already.</summary>
    public void Add(string field, string code, string message)
    {
        if (problems.Count == Most)
            throw Refusal([.. problems, new FieldProblem("", "more", $"There are more problems than these {Most}.")]);
        problems.Add(new FieldProblem(field, code, message));
    }

    public void Required(string field) => Add(field, "required", $"{field} is required.");

    public void Invalid(string field, string message) => Add(field, "invalid", message);

    /// <summary>Whether a list is longer than any may be, which is a problem of the list.</summary>
    public bool HasTooMany(string field, int count)
    {
        if (count <= MostItems)
            return false;
        Add(field, "too_many", $"{field} must be at most {MostItems}.");
        return true;
    }

    /// <summary>Refuses the request when anything was added.</summary>
    public void ThrowIfAny()
    {
        if (problems.Count > 0)
            throw Refusal(problems);
    }

    /// <summary>Refuses the request for one field.</summary>
    public static ApiException Single(string field, string message) => Refusal([new FieldProblem(field, "invalid", message)]);

    private static ApiException Refusal(List<FieldProblem> problems) =>
        new(new Failure(ErrorCodes.ValidationFailed, problems[0].Message) { Fields = problems });
}
