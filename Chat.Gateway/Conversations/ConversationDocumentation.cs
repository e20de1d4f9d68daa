using Chat.Contracts.Errors;
using Chat.Gateway.Documents;
using Chat.Gateway.Errors;
using Chat.Gateway.Search;

namespace Chat.Gateway.Conversations;

/// <summary>What the API document says about conversations.</summary>
internal static class ConversationDocumentation
{
    private const string Json = "application/json";

    public static void DescribeCreate(this RouteHandlerBuilder route) => route
        .WithName("createConversation").WithSummary("Begin a conversation")
        .WithDescription(
            "201 when it is made, 200 when it was there: the one direct conversation of a pair, the one of the externalId, or "
            + "the one that an earlier try with the same Idempotency-Key (or clientId) and body made.")
        .Accepts<ConversationBody>(Json)
        .WithIdempotencyKey()
        .WithBodyErrors(ErrorCodes.IdempotencyConflict, ErrorCodes.AlreadyExists);

    public static void DescribeList(this RouteHandlerBuilder route) => route
        .WithName("listConversations").WithSummary("The caller's conversations, newest activity first")
        .WithNumber("limit", ConversationsQuery.Limits, 20, "How many at most.")
        .WithCursor()
        .WithWord("status", ConversationWords.StatusFilters, "Without it archived conversations are left out; any takes them all.")
        .WithWord("kind", ConversationWords.Kinds, "Only of this kind.")
        .WithWord("channel", ConversationWords.Channels, "Only of this channel.")
        .WithText("tag", "Only with this tag; may be given several times.")
        .WithText("participant", "Only those in which user:id or agent:id takes part too.")
        .WithText("agentId", "Only of this agent.")
        .WithText("q", "Words of the title, description or tags, as one writes them to a search engine.", SearchQuery.MaxLength)
        .WithFlag("inMessages", "Look for q in the messages too.")
        .WithFlag("deleted", "Only those that the caller deleted and may restore.")
        .WithMetadata(new FieldNames(("text", "q"), ("tags", "tag"), ("participant.id", "participant")))
        .WithErrors(ErrorCodes.ValidationFailed);

    public static void DescribeGet(this RouteHandlerBuilder route) => route
        .WithName("getConversation").WithSummary("One conversation with its participants")
        .WithErrors(ErrorCodes.NotFound);

    public static void DescribeUpdate(this RouteHandlerBuilder route) => route
        .WithName("updateConversation").WithSummary("Change a conversation")
        .WithDescription(
            "What is not given stays as it is; null removes it. Only an owner changes permissionOverrides, and a direct "
            + "conversation has none.")
        .Accepts<ConversationPatch>(Json)
        .WithBodyErrors(ErrorCodes.InvalidTransition, ErrorCodes.WrongState);

    public static void DescribeDelete(this RouteHandlerBuilder route) => route
        .WithName("deleteConversation").WithSummary("Hide a conversation from everybody")
        .WithDescription("Its owner may restore it until it is purged.")
        .WithChangeErrors();

    public static void DescribeFindOrCreate(this RouteHandlerBuilder route) => route
        .WithName("openAgentConversation").WithSummary("An agent's own conversation")
        .WithDescription("For an agent's token: its one active conversation, made (201) when there is none.")
        .Accepts<AgentConversationBody>(isOptional: true, Json)
        .WithBodyErrors();

    public static void DescribeUsage(this RouteHandlerBuilder route) => route
        .WithName("listUsage").WithSummary("What a conversation's generations used and cost, newest first")
        .WithNumber("limit", UsageEndpoints.Limits, 20, "How many at most.")
        .WithCursor()
        .WithErrors(ErrorCodes.ValidationFailed, ErrorCodes.NotFound);
}
