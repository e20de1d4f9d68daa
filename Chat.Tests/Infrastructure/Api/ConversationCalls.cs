namespace Chat.Tests.Infrastructure.Api;

/// <summary>What a user does with conversations; each call expects to succeed.</summary>
public static class ConversationCalls
{
    private const string Root = "/v1/conversations";

    public static Task<ConversationView> CreateConversationAsync(
        this ChatClient client, NewConversation conversation, CancellationToken cancellationToken) =>
        client.CallAsync<ConversationView>("POST", Root, conversation, cancellationToken);

    /// <summary>A group of the caller, who owns it, and of members.</summary>
    public static Task<ConversationView> CreateGroupAsync(
        this ChatClient client, IEnumerable<ChatClient> members, CancellationToken cancellationToken) =>
        client.CreateConversationAsync(
            new NewConversation { Kind = "group", Participants = [.. members.Select(one => new ParticipantBody(one.UserId))] },
            cancellationToken);

    /// <summary>By its external id.</summary>
    public static Task<ConversationView> ConversationAsync(
        this ChatClient client, string externalId, CancellationToken cancellationToken) =>
        client.ReadAsync<ConversationView>($"{Root}/{Uri.EscapeDataString(externalId)}", cancellationToken);

    /// <summary>Changes the fields of the patch, an object of any shape.</summary>
    public static Task<ConversationView> UpdateConversationAsync(
        this ChatClient client, Guid conversation, object patch, CancellationToken cancellationToken) =>
        client.CallAsync<ConversationView>("PATCH", $"{Root}/{conversation}", patch, cancellationToken);

    public static Task<ConversationView> DeleteConversationAsync(
        this ChatClient client, Guid conversation, CancellationToken cancellationToken) =>
        client.CallAsync<ConversationView>("DELETE", $"{Root}/{conversation}", null, cancellationToken);

    /// <summary>archive, close, reopen, clear or restore.</summary>
    public static Task<ConversationView> ActAsync(
        this ChatClient client, Guid conversation, string verb, CancellationToken cancellationToken) =>
        client.CallAsync<ConversationView>("POST", $"{Root}/{conversation}/{verb}", null, cancellationToken);

    public static Task<ConversationView> AddParticipantAsync(
        this ChatClient client, Guid conversation, ParticipantBody participant, CancellationToken cancellationToken) =>
        client.CallAsync<ConversationView>("POST", $"{Root}/{conversation}/participants", participant, cancellationToken);

    public static Task<ConversationView> ChangeRoleAsync(
        this ChatClient client, Guid conversation, string userId, string role, CancellationToken cancellationToken) =>
        client.CallAsync<ConversationView>(
            "PATCH", $"{Root}/{conversation}/participants/user/{userId}", new { role }, cancellationToken);

    public static Task<ConversationView> RemoveParticipantAsync(
        this ChatClient client, Guid conversation, string userId, CancellationToken cancellationToken) =>
        client.CallAsync<ConversationView>(
            "DELETE", $"{Root}/{conversation}/participants/user/{userId}", null, cancellationToken);

    public static async Task LeaveAsync(this ChatClient client, Guid conversation, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync("POST", $"{Root}/{conversation}/leave", null, cancellationToken);
        await ProblemAssert.StatusAsync(204, response);
    }

    public static Task<LogPage> LogAsync(
        this ChatClient client, Guid conversation, long after, CancellationToken cancellationToken) =>
        client.ReadAsync<LogPage>($"{Root}/{conversation}/log?after={after}&limit=500", cancellationToken);
}
