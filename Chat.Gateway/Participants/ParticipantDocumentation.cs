using Chat.Contracts.Errors;
using Chat.Gateway.Errors;

namespace Chat.Gateway.Participants;

/// <summary>What the API document says about participants.</summary>
internal static class ParticipantDocumentation
{
    public static void DescribeList(this RouteHandlerBuilder route) => route
        .WithName("listParticipants").WithSummary("Everybody who takes part")
        .WithErrors(ErrorCodes.NotFound);

    public static void DescribeAdd(this RouteHandlerBuilder route) => route
        .WithName("addParticipant").WithSummary("Add somebody")
        .WithDescription("Safe to repeat: who takes part already stays as they are.")
        .Accepts<NewParticipantBody>("application/json")
        .WithMetadata(new FieldNames(("participant.id", "id"), ("participant.type", "type")))
        .WithBodyErrors(ErrorCodes.ConversationFull);

    public static void DescribeChangeRole(this RouteHandlerBuilder route) => route
        .WithName("changeParticipantRole").WithSummary("Give a participant another role")
        .Accepts<RoleBody>("application/json")
        .WithBodyErrors(ErrorCodes.WrongState);

    public static void DescribeRemove(this RouteHandlerBuilder route) => route
        .WithName("removeParticipant").WithSummary("Remove a participant")
        .WithDescription("Of oneself it means leaving.")
        .WithChangeErrors(ErrorCodes.ValidationFailed);

    public static void DescribeLeave(this RouteHandlerBuilder route) => route
        .WithName("leaveConversation").WithSummary("Leave a conversation")
        .WithDescription("The last owner's place goes to the longest-standing participant of the highest role.")
        .WithChangeErrors();
}
