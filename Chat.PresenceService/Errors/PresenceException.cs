using Chat.Contracts.Errors;

namespace Chat.Presence.Errors;

/// <summary>A refusal or failure with the detail that the caller gets.</summary>
internal sealed class PresenceException(ErrorDetail detail, Exception? inner = null) : Exception(detail.Message, inner)
{
    public ErrorDetail Detail { get; } = detail;

    public static PresenceException Invalid(IEnumerable<FieldError> fields) => new(new()
    {
        Code = ErrorCodes.ValidationFailed,
        Message = "The request is not valid; see the fields.",
        Fields = { fields },
    });

    public static PresenceException Forbidden() => new(new()
    {
        Code = ErrorCodes.PermissionDenied,
        Message = "Only presence of the own tenant may be asked for.",
    });

    public static PresenceException Unavailable(Exception inner) => new(
        new() { Code = ErrorCodes.Unavailable, Message = "Presence cannot be reached now.", Retryable = true }, inner);

    public static ErrorDetail Unexpected() => new()
    {
        Code = ErrorCodes.Internal,
        Message = "Something went wrong on our side.",
    };
}
