using Chat.Contracts.Conversations.V1;
using Chat.Conversations.Participants;
using Chat.Conversations.Validation;

namespace Chat.Conversations.Messages;

/// <summary>Reads what somebody wants to send.</summary>
internal static class MessageDrafts
{
    public static MessageDraft Read(SendMessageRequest request, Caller caller, Fields fields)
    {
        var role = request.Role == MessageRole.Unspecified ? WritingRoles.DefaultOf(caller.Principal) : request.Role;
        var type = request.Type == MessageType.Unspecified ? MessageType.Text : request.Type;
        if (!Enum.IsDefined(role)) fields.Add("role", "invalid", "must be user, assistant, system or tool");
        if (!Enum.IsDefined(type)) fields.Add("type", "invalid", "must be text, image, file, voice, system or tool");
        var attachments = fields.Attachments(request.Attachments);
        var content = fields.Content(request.Content, mayBeEmpty: attachments.Count > 0);
        return new MessageDraft(role, caller.Principal, content)
        {
            Type = type,
            ClientId = fields.Name("clientId", request.ClientId, Limits.ClientIdCharacters),
            ThreadId = fields.OptionalId("threadId", request.ThreadId),
            Attachments = attachments,
            Metadata = fields.Metadata(request.MetadataJson),
            Mentions = [.. fields.Mentions(request.Mentions).Union(MentionText.Candidates(content))],
            Thinking = fields.OptionalText("thinking", request.Thinking, Limits.ThinkingCharacters),
            ToolCalls = fields.ToolCalls(request.ToolCallsJson),
        };
    }
}
