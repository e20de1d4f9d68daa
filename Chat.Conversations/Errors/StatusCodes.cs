using System.Collections.Frozen;
using Chat.Contracts.Errors;
using Grpc.Core;

namespace Chat.Conversations.Errors;

/// <summary>The one table from error code to gRPC status.</summary>
internal static class StatusCodes
{
    private static readonly FrozenDictionary<string, StatusCode> Table = new Dictionary<string, StatusCode>
    {
        [ErrorCodes.ValidationFailed] = StatusCode.InvalidArgument,
        [ErrorCodes.MalformedRequest] = StatusCode.InvalidArgument,
        [ErrorCodes.PayloadTooLarge] = StatusCode.ResourceExhausted,
        [ErrorCodes.Unauthenticated] = StatusCode.Unauthenticated,
        [ErrorCodes.PermissionDenied] = StatusCode.PermissionDenied,
        [ErrorCodes.NotFound] = StatusCode.NotFound,
        [ErrorCodes.IdempotencyConflict] = StatusCode.AlreadyExists,
        [ErrorCodes.ConversationClosed] = StatusCode.FailedPrecondition,
        [ErrorCodes.VersionConflict] = StatusCode.Aborted,
        [ErrorCodes.InvalidTransition] = StatusCode.FailedPrecondition,
        [ErrorCodes.ConversationFull] = StatusCode.FailedPrecondition,
        [ErrorCodes.AlreadyExists] = StatusCode.AlreadyExists,
        [ErrorCodes.WrongState] = StatusCode.FailedPrecondition,
        [ErrorCodes.RateLimited] = StatusCode.ResourceExhausted,
        [ErrorCodes.TooManyJobs] = StatusCode.ResourceExhausted,
        [ErrorCodes.Unavailable] = StatusCode.Unavailable,
        [ErrorCodes.Timeout] = StatusCode.DeadlineExceeded,
        [ErrorCodes.Internal] = StatusCode.Internal,
    }.ToFrozenDictionary();

    public static StatusCode Of(ChatError error) => Table.GetValueOrDefault(error.Code, StatusCode.Internal);
}
