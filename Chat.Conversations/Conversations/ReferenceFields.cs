using Chat.Conversations.Validation;

namespace Chat.Conversations.Conversations;

/// <summary>Reads fields that name a conversation or a message; whether there is one shows when it is looked up.</summary>
internal static class ReferenceFields
{
    /// <summary>An external id is no longer.</summary>
    private const int MostCharacters = 200;

    /// <summary>A UUID or an external id.</summary>
    public static string Conversation(this Fields fields, string value) =>
        fields.Text("conversationId", value, MostCharacters);

    /// <summary>What a room is called.</summary>
    public static string Room(this Fields fields, string value) => fields.Text("roomId", value, MostCharacters);

    /// <summary>A UUID or, together with its conversation, a seq in digits.</summary>
    public static string Message(this Fields fields, string conversation, string value)
    {
        if (value.Length == 0)
            fields.Add("messageId", "required", "must not be empty");
        else if (!Guid.TryParseExact(value, "D", out _) && (conversation.Length == 0 || !value.All(char.IsAsciiDigit)))
            fields.Add("messageId", "invalid", "must be a UUID or, with a conversation, the message's seq");
        if (conversation.Length > 0) fields.Conversation(conversation);
        return value;
    }
}
