using Chat.Tests.Infrastructure;

namespace Chat.Tests.Dialects;

/// <summary>Who sends is in the token; a body may say the same, and is refused when it says somebody else.</summary>
[Trait("Requirement", "DAT-09")]
public sealed class SenderTests(SharedApplication chat) : SystemTest(chat)
{
    private const string Agent = "helper";

    public static TheoryData<string, string, string> Sends => new()
    {
        { "/v1/conversations/{c}/messages", "senderId", "senderType" },
        { "/v1/conversations/{c}/threads", "senderId", "senderType" },
        { "/v1/chat", "userId", "userType" },
        { "/chat/rooms/{c}/messages", "senderId", "senderType" },
        { "/chat/rooms/{c}/read", "userId", "userType" },
        { "/chat/rooms/{c}/delivered", "userId", "userType" },
        { "/api/conversations/{c}/messages", "senderId", "senderType" },
        { "/api/conversations/{c}/threads", "senderId", "senderType" },
        { "/chat/sessions/{c}/messages", "userId", "userType" },
        { "/messages", "participantId", "participantType" },
    };

    [Theory]
    [MemberData(nameof(Sends))]
    public async Task Sender_WhoIsSomebodyElse_IsRefused_AndNothingIsWritten(string path, string id, string type)
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.SendAsync(group, "first", Cancel);
        await ann.AddParticipantAsync(group, new ParticipantBody(Agent, "agent"), Cancel);
        var head = (await ann.LogAsync(group, 0, Cancel)).HeadOffset;

        foreach (var (field, value) in new[] { (id, bob.UserId), (id, ""), (type, "agent") })
        {
            using var refused = await ann.PostAsync(path.Replace("{c}", group.ToString()), Body(group, (field, value)), Cancel);
            await ProblemAssert.IsAsync(403, "permission_denied", refused);
        }

        Assert.Equal(head, (await ann.LogAsync(group, 0, Cancel)).HeadOffset);
        Assert.Single((await ann.ConversationsAsync("", Cancel)).Items);
        using var taken = await ann.PostAsync(
            path.Replace("{c}", group.ToString()), Body(group, (id, ann.UserId), (type, "user")), Cancel);
        await ProblemAssert.SuccessAsync(taken);
    }

    private static Dictionary<string, object> Body(Guid group, params (string Name, string Value)[] sender)
    {
        var body = new Dictionary<string, object>
        {
            ["content"] = "hello", ["message"] = "hello", ["agentId"] = Agent, ["conversationId"] = group, ["messageId"] = 1,
        };
        foreach (var (name, value) in sender)
            body[name] = value;
        return body;
    }
}
