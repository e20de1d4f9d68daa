using Chat.Contracts.Errors;

namespace Chat.Conversations.Errors;

/// <summary>A refusal as the caller may see it: a stable code, one sentence, and the fields at fault.</summary>
internal sealed record ChatError(string Code, string Message)
{
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>When, if it is known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool Retryable { get; init; }

    public static ChatError Internal { get; } = new(ErrorCodes.Internal, "Something went wrong on our side.");

    public static ChatError Unavailable { get; } =
        new(ErrorCodes.Unavailable, "The service cannot do this right now.") { Retryable = true };

    public static ChatError Timeout { get; } =
        new(ErrorCodes.Timeout, "The work did not end in time.") { Retryable = true };

    public static ChatError Malformed { get; } = new(ErrorCodes.MalformedRequest, "The message cannot be read.");

    public static ChatError TooLarge { get; } = new(ErrorCodes.PayloadTooLarge, "The message is too large.");

    public static ChatError IdempotencyConflict { get; } =
        new(ErrorCodes.IdempotencyConflict, "The client id was used before with another body.");

    public static ChatError ConversationClosed { get; } =
        new(ErrorCodes.ConversationClosed, "The conversation does not take messages in its status.");

    public static ChatError VersionConflict { get; } =
        new(ErrorCodes.VersionConflict, "The message has another version than the one that was edited.");

    public static ChatError ConversationFull { get; } =
        new(ErrorCodes.ConversationFull, "The conversation cannot take another participant.");

    public static ChatError AlreadyExists { get; } =
        new(ErrorCodes.AlreadyExists, "The external id belongs to another conversation.");

    public static ChatError TooManyJobs(string whose, TimeSpan retryAfter) =>
        new(ErrorCodes.TooManyJobs, $"Too many answers of the {whose} are queued or under way.")
        {
            Retryable = true,
            RetryAfter = retryAfter,
        };

    public static ChatError InvalidTransition(string from, string to) =>
        new(ErrorCodes.InvalidTransition, $"A conversation that is {from} cannot become {to}.");

    public static ChatError WrongState(string why) => new(ErrorCodes.WrongState, why);

    public static ChatError NotFound(string what) => new(ErrorCodes.NotFound, $"There is no such {what}.");

    public static ChatError PermissionDenied(string what) => new(ErrorCodes.PermissionDenied, $"You may not {what}.");

    public static ChatError Validation(IReadOnlyList<FieldError> fields) =>
        new(ErrorCodes.ValidationFailed, "The request has invalid fields.") { Fields = fields };

    public static ChatError Validation(string field, string code, string message) =>
        Validation([new FieldError { Field = field, Code = code, Message = message }]);
}
