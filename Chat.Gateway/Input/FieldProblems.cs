using Chat.Contracts.Errors;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Input;

/// <summary>Gathers everything that is wrong with a request, so that a client hears of all of it at once.</summary>
internal sealed class FieldProblems
{
    private readonly List<FieldProblem> problems = [];

    public int Count => problems.Count;

    public void Add(string field, string code, string message) => problems.Add(new FieldProblem(field, code, message));

    public void Required(string field) => Add(field, "required", $"{field} is required.");

    public void Invalid(string field, string message) => Add(field, "invalid", message);

    /// <summary>Refuses the request when anything was added.</summary>
    public void ThrowIfAny()
    {
        if (problems.Count > 0)
            throw new ApiException(new Failure(ErrorCodes.ValidationFailed, problems[0].Message) { Fields = problems });
    }

    /// <summary>Refuses the request for one field.</summary>
    public static ApiException Single(string field, string message)
    {
        var problem = new FieldProblem(field, "invalid", message);
        return new ApiException(new Failure(ErrorCodes.ValidationFailed, message) { Fields = [problem] });
    }
}
