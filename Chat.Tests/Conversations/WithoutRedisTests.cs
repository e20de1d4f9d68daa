using System.Net;
using Aspire.Hosting.Testing;
using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;
using Grpc.Net.Client;

namespace Chat.Tests.Conversations;

/// <summary>A node of the system of record that starts where there is no Redis.</summary>
public sealed class WithoutRedisTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    private const string Listening = "Now listening on: ";

    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Requirement", "RDS-16")]
    [Trait("Requirement", "C-32")]
    public async Task Service_StartedWithoutRedis_WritesAndReads_AndSaysWhatItLacks()
    {
        await using var service = OwnProcess.Start("Chat.Conversations", [], await EnvironmentAsync());
        await Eventually.HoldsAsync(() => Addresses(service).Count == 2, s_soon, Cancel);
        using var channel = GrpcChannel.ForAddress(Addresses(service)[0]);
        var token = Chat.Tokens.User($"ann-{Guid.NewGuid():N}");
        var changes = new MessageChangeService.MessageChangeServiceClient(channel);
        var messages = new MessageService.MessageServiceClient(channel);
        var options = GrpcCalls.As(token, Cancel);

        var group = (await new ConversationChangeService.ConversationChangeServiceClient(channel)
            .CreateAsync(new CreateConversationRequest { Kind = "group" }, options)).Conversation.Id;
        var request = new SendMessageRequest { ConversationId = group, Content = "mistyped", ClientId = "1" };
        var first = (await changes.SendAsync(request, options)).Message;
        await changes.SendAsync(new SendMessageRequest { ConversationId = group, Content = "second", ClientId = "2" }, options);
        await changes.EditAsync(new EditMessageRequest { ConversationId = group, MessageId = first.Id, Content = "first" }, options);
        var again = await changes.SendAsync(request, options);
        var page = await messages.ListAsync(new ListMessagesRequest { ConversationId = group, Newest = true }, options);
        var found = await messages.SearchAsync(new SearchMessagesRequest { ConversationId = group, Query = "first" }, options);

        Assert.Equal(first.Id, again.Message.Id);
        Assert.Equal(["first", "second"], page.Messages.Select(message => message.Content));
        Assert.Equal([first.Id], found.Messages.Select(message => message.Id));
        ConversationLog.AssertGapless(await ConversationLog.ReadAsync(channel, token, Guid.Parse(group), Cancel));
        using var http = new HttpClient { BaseAddress = Addresses(service)[1] };
        var health = await Eventually.ReadAsync(
            async token =>
            {
                using var response = await http.GetAsync("/health", token);
                return (response.StatusCode, Text: await response.Content.ReadAsStringAsync(token));
            },
            answer => answer.StatusCode == HttpStatusCode.OK, s_soon, Cancel);
        Assert.Matches("\"redis\":{\"status\":\"Degraded\"", health.Text);
    }

    /// <summary>First that of <c>grpc</c>, whose name sorts first.</summary>
    private static List<Uri> Addresses(OwnProcess service) =>
    [
        .. service.Lines.Where(line => line.Contains(Listening, StringComparison.Ordinal))
            .Select(line => new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim())),
    ];

    private async Task<Dictionary<string, string>> EnvironmentAsync() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["NO_COLOR"] = "1",
        ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        ["ConnectionStrings__chatdb"] = (await Chat.App.GetConnectionStringAsync("chatdb", Cancel))!,
        // Nobody listens there.
        ["ConnectionStrings__redis"] = "127.0.0.1:1",
        ["ConnectionStrings__kafka"] = (await Chat.App.GetConnectionStringAsync("kafka", Cancel))!,
        // It hopes for what it lacks no longer than that.
        ["WarmUp__Limit"] = "00:00:01",
        ["Authentication__SigningKey"] = Chat.Tokens.SigningKey,
        ["Authentication__ServiceKey"] = Chat.Tokens.ServiceKey,
        ["Kestrel__Endpoints__http__Url"] = "http://127.0.0.1:0",
        ["Kestrel__Endpoints__grpc__Url"] = "http://127.0.0.1:0",
    };
}
