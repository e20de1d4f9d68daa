using Chat.Contracts.Errors;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Conversations;

/// <summary>What the API document says about the ways a conversation goes.</summary>
internal static class LifecycleDocumentation
{
    public static void DescribeArchive(this RouteHandlerBuilder route) => route
        .WithName("archiveConversation").WithSummary("Put a conversation away")
        .WithDescription("It leaves the default list; reopen brings it back.")
        .WithChangeErrors(ErrorCodes.InvalidTransition);

    public static void DescribeClose(this RouteHandlerBuilder route) => route
        .WithName("closeConversation").WithSummary("End a conversation")
        .WithDescription("It takes no more messages.")
        .WithChangeErrors(ErrorCodes.InvalidTransition);

    public static void DescribeReopen(this RouteHandlerBuilder route) => route
        .WithName("reopenConversation").WithSummary("Make a conversation active again")
        .WithChangeErrors(ErrorCodes.InvalidTransition);

    public static void DescribeClear(this RouteHandlerBuilder route) => route
        .WithName("clearConversation").WithSummary("Remove all messages")
        .WithDescription("seq and offset keep growing.")
        .WithChangeErrors();

    public static void DescribeRestore(this RouteHandlerBuilder route) => route
        .WithName("restoreConversation").WithSummary("Bring a deleted conversation back")
        .WithChangeErrors(ErrorCodes.WrongState);

    public static void DescribePurge(this RouteHandlerBuilder route) => route
        .WithName("purgeConversation").WithSummary("Remove a deleted conversation for good")
        .WithChangeErrors(ErrorCodes.WrongState);

    public static void DescribeSummarize(this RouteHandlerBuilder route) => route
        .WithName("summarizeConversation").WithSummary("Renew the summary")
        .WithDescription("A job writes it into contextSummary; look at it with getJob.")
        .WithChangeErrors(ErrorCodes.ConversationClosed, ErrorCodes.WrongState, ErrorCodes.TooManyJobs);
}
