using Chat.Contracts.Errors;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Messages;

/// <summary>What the API document says about reactions and pins.</summary>
internal static class MessageMarkDocumentation
{
    public static void DescribeAddReaction(this RouteHandlerBuilder route) => route
        .WithName("addReaction").WithSummary("Put a reaction on a message")
        .WithDescription("Safe to repeat: everybody has each emoji once.")
        .WithChangeErrors(ErrorCodes.ValidationFailed, ErrorCodes.ConversationClosed);

    public static void DescribeRemoveReaction(this RouteHandlerBuilder route) => route
        .WithName("removeReaction").WithSummary("Take one's reaction away")
        .WithChangeErrors(ErrorCodes.ValidationFailed, ErrorCodes.ConversationClosed);

    public static void DescribePin(this RouteHandlerBuilder route) => route
        .WithName("pinMessage").WithSummary("Pin a message")
        .WithChangeErrors(ErrorCodes.ConversationClosed);

    public static void DescribeUnpin(this RouteHandlerBuilder route) => route
        .WithName("unpinMessage").WithSummary("Pin a message no more")
        .WithChangeErrors(ErrorCodes.ConversationClosed);

    public static void DescribePins(this RouteHandlerBuilder route) => route
        .WithName("listPins").WithSummary("Pinned messages, newest pin first, at most 100")
        .WithErrors(ErrorCodes.NotFound);
}
