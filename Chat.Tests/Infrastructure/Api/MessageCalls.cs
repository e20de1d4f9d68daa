namespace Chat.Tests.Infrastructure.Api;

/// <summary>What a user does with messages; each call expects to succeed. A message is named by its id or its seq.</summary>
public static class MessageCalls
{
    public static Task<SentView> SendAsync(
        this ChatClient client, Guid conversation, NewMessage message, CancellationToken cancellationToken) =>
        client.CallAsync<SentView>("POST", PathOf(conversation), message, cancellationToken);

    public static async Task<MessageView> SendAsync(
        this ChatClient client, Guid conversation, string content, CancellationToken cancellationToken) =>
        (await client.SendAsync(conversation, new NewMessage(content), cancellationToken)).Message;

    public static Task<MessageView> MessageAsync(
        this ChatClient client, Guid conversation, object message, CancellationToken cancellationToken) =>
        client.ReadAsync<MessageView>(PathOf(conversation, message), cancellationToken);

    /// <summary>Changes the fields of the patch, an object of any shape.</summary>
    public static Task<MessageView> EditAsync(
        this ChatClient client, Guid conversation, object message, object patch, CancellationToken cancellationToken) =>
        client.CallAsync<MessageView>("PATCH", PathOf(conversation, message), patch, cancellationToken);

    public static Task<MessageView> DeleteMessageAsync(
        this ChatClient client, Guid conversation, object message, CancellationToken cancellationToken) =>
        client.CallAsync<MessageView>("DELETE", PathOf(conversation, message), null, cancellationToken);

    public static Task<MessageView> ReactAsync(
        this ChatClient client, Guid conversation, object message, string emoji, CancellationToken cancellationToken) =>
        client.CallAsync<MessageView>("PUT", ReactionOf(conversation, message, emoji), null, cancellationToken);

    public static Task<MessageView> UnreactAsync(
        this ChatClient client, Guid conversation, object message, string emoji, CancellationToken cancellationToken) =>
        client.CallAsync<MessageView>("DELETE", ReactionOf(conversation, message, emoji), null, cancellationToken);

    public static Task<MessageView> PinAsync(
        this ChatClient client, Guid conversation, object message, CancellationToken cancellationToken) =>
        client.CallAsync<MessageView>("PUT", PathOf(conversation, message) + "/pin", null, cancellationToken);

    public static Task<MessageView> UnpinAsync(
        this ChatClient client, Guid conversation, object message, CancellationToken cancellationToken) =>
        client.CallAsync<MessageView>("DELETE", PathOf(conversation, message) + "/pin", null, cancellationToken);

    /// <summary>delivered, read or readPrivately.</summary>
    public static Task<MarkedView> MarkAsync(
        this ChatClient client, Guid conversation, string kind, long uptoSeq, CancellationToken cancellationToken) =>
        client.CallAsync<MarkedView>(
            "POST", $"/v1/conversations/{conversation}/receipts", new { kind, uptoSeq }, cancellationToken);

    public static Task<MessageReceiptsView> ReceiptsAsync(
        this ChatClient client, Guid conversation, object message, CancellationToken cancellationToken) =>
        client.ReadAsync<MessageReceiptsView>(PathOf(conversation, message) + "/receipts", cancellationToken);

    public static Task<ThreadView> CreateThreadAsync(
        this ChatClient client, Guid conversation, NewThread thread, CancellationToken cancellationToken) =>
        client.CallAsync<ThreadView>("POST", $"/v1/conversations/{conversation}/threads", thread, cancellationToken);

    public static Task<SearchPage> SearchAsync(this ChatClient client, string query, CancellationToken cancellationToken) =>
        client.ReadAsync<SearchPage>($"/v1/search?q={Uri.EscapeDataString(query)}", cancellationToken);

    private static string PathOf(Guid conversation) => $"/v1/conversations/{conversation}/messages";

    private static string PathOf(Guid conversation, object message) => $"{PathOf(conversation)}/{message}";

    private static string ReactionOf(Guid conversation, object message, string emoji) =>
        $"{PathOf(conversation, message)}/reactions/{Uri.EscapeDataString(emoji)}";
}
