namespace Chat.Gateway.Errors;

/// <summary>The gateway itself refuses a request.</summary>
internal sealed class ApiException(Failure failure) : Exception(failure.Detail)
{
    public ApiException(string code, string detail)
        : this(new Failure(code, detail))
    {
    }

    public Failure Failure => failure;
}
