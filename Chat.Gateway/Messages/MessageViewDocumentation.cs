using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Gateway.Documents;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Messages;

/// <summary>What the API document says about other views on messages.</summary>
internal static class MessageViewDocumentation
{
    public static void DescribeCount(this RouteHandlerBuilder route) => route
        .WithName("countMessages").WithSummary("How many live messages there are, threads included")
        .WithWord("role", Words.All<MessageRole>(), "Only messages of this role.")
        .WithFlag("withAttachments", "Only messages with attachments.")
        .WithText("thread", "Only this thread.")
        .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);

    public static void DescribeStatistics(this RouteHandlerBuilder route) => route
        .WithName("getStatistics").WithSummary("Counts of live messages by role, type and attachments, tokens and cost")
        .WithErrors(ErrorCodes.NotFound);

    public static void DescribeRecent(this RouteHandlerBuilder route) => route
        .WithName("listRecentMessages").WithSummary("The newest messages, oldest first")
        .WithDescription("nextCursor is the value of before with which listMessages goes on.")
        .WithNumber("limit", HistoryQuery.Limits, 50, "How many at most.")
        .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);

    public static void DescribeVersions(this RouteHandlerBuilder route) => route
        .WithName("listVersions").WithSummary("What a message said before, oldest version first")
        .WithNumber("before", MessageViewEndpoints.Versions, null, "Only versions before this one.")
        .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);

    public static void DescribeReplies(this RouteHandlerBuilder route) => route
        .WithName("listReplies").WithSummary("A message and the live ones that answer it, oldest first")
        .WithNumber("after", HistoryQuery.Seqs, 0, "Only answers with a greater seq.")
        .WithNumber("limit", HistoryQuery.Limits, 50, "How many at most.")
        .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);
}
