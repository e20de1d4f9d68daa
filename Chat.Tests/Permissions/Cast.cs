using System.Text.Json;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Permissions;

/// <summary>A conversation with somebody in every role, and people who have no business in it.</summary>
internal sealed class Cast(ChatApplication chat) : IDisposable
{
    private readonly Dictionary<string, ChatClient> _people = [];

    /// <summary>Roles in the conversation, and the agent, who has the role member.</summary>
    public static IReadOnlyList<string> Inside { get; } = ["owner", "admin", "member", "viewer", "agent"];

    public static IReadOnlyList<string> Outside { get; } = ["stranger", "namesake"];

    public Guid Conversation { get; private set; }

    private Guid Thread { get; set; }

    private Dictionary<string, Guid> Written { get; } = [];

    public ChatClient this[string who] => _people[who];

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        foreach (var who in new[] { "owner", "admin", "member", "viewer", "stranger" })
            _people[who] = chat.NewUser();
        _people["namesake"] = chat.NewUser(_people["owner"].UserId, "elsewhere");
        _people["agent"] = ChatClient.For(
            chat.Gateway, chat.Tokens.Mint(new Claims($"agent-{Guid.NewGuid():N}") { Type = "agent" }));
        var group = await this["owner"].CreateConversationAsync(
            new NewConversation
            {
                Kind = "group",
                Participants =
                [
                    .. new[] { "admin", "member", "viewer" }.Select(role => new ParticipantBody(this[role].UserId, "user", role)),
                    new ParticipantBody(this["agent"].UserId, "agent", "member"),
                ],
            }, cancellationToken);
        Conversation = group.Id;
        // A viewer wrote before being made one.
        await this["owner"].ChangeRoleAsync(Conversation, this["viewer"].UserId, "member", cancellationToken);
        foreach (var who in Inside)
            Written[who] = (await this[who].SendAsync(Conversation, $"I am the {who}.", cancellationToken)).Id;
        await this["owner"].ChangeRoleAsync(Conversation, this["viewer"].UserId, "viewer", cancellationToken);
        Thread = (await this["owner"].CreateThreadAsync(
            Conversation, new NewThread { RootMessageId = Written["owner"].ToString() }, cancellationToken)).Id;
    }

    public async Task<HttpResponseMessage> DoAsync(string who, PermissionCase step, CancellationToken cancellationToken)
    {
        var body = step.Body is null ? (object?)null : JsonSerializer.Deserialize<JsonElement>(Fill(who, step.Body));
        return await this[who].SendAsync(
            step.Method, $"/v1/conversations/{Conversation}{Fill(who, step.Path)}", body, cancellationToken);
    }

    /// <summary>
    /// Deletes the message that the step wants deleted. Another's is deleted by somebody else again, so that it is not for its
    /// sender to restore; a viewer, who may not delete, is one again afterwards.
    /// </summary>
    public async Task DeleteAsync(string who, PermissionCase step, CancellationToken cancellationToken)
    {
        if (step.Deleted is not { } which)
            return;
        var message = Guid.Parse(Fill(who, which));
        var deleter = which == "{other}" ? who == "owner" ? "owner" : "admin" : Written.ContainsKey(who) ? who : "owner";
        if (deleter == "viewer")
            await this["owner"].ChangeRoleAsync(Conversation, this[deleter].UserId, "member", cancellationToken);
        await this[deleter].DeleteMessageAsync(Conversation, message, cancellationToken);
        if (deleter == "viewer")
            await this["owner"].ChangeRoleAsync(Conversation, this[deleter].UserId, "viewer", cancellationToken);
    }

    public void Dispose()
    {
        foreach (var person in _people.Values)
            person.Dispose();
    }

    private string Fill(string who, string text) => text
        .Replace("{own}", Written.GetValueOrDefault(who, Written["owner"]).ToString(), StringComparison.Ordinal)
        .Replace("{other}", Written[who == "owner" ? "admin" : "owner"].ToString(), StringComparison.Ordinal)
        .Replace("{thread}", Thread.ToString(), StringComparison.Ordinal)
        .Replace("{below}", this[who == "viewer" ? "member" : "viewer"].UserId, StringComparison.Ordinal);
}
