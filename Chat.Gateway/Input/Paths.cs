namespace Chat.Gateway.Input;

/// <summary>The route patterns that several features share.</summary>
internal static class Paths
{
    public const string Conversations = "/v1/conversations";

    /// <summary>A conversation, by its UUID or its external id.</summary>
    public const string Conversation = Conversations + "/{conversationId:maxlength(200)}";

    public const string Messages = Conversation + "/messages";

    /// <summary>A message of a group of messages, by its UUID or seq; literal segments win over it.</summary>
    public const string Message = "/{messageId:" + MessageIdConstraint.Name + "}";

    public static string OfConversation(string id) => $"{Conversations}/{id}";

    public static string OfMessage(string id) => $"/v1/messages/{id}";

    public static string OfJob(string id) => $"/v1/chat/jobs/{id}";

    public static string OfStream(string jobId) => $"/v1/chat/stream/{jobId}";
}
