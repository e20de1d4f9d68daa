using Chat.Contracts.Conversations.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Chat.Bench.Doors;

/// <summary>Straight to the service that owns the log.</summary>
internal sealed class GrpcDoor : IDoor
{
    private readonly Users _users;
    private readonly GrpcChannel _channel;
    private readonly MessageChangeService.MessageChangeServiceClient _changes;
    private readonly MessageService.MessageServiceClient _messages;
    private readonly ConversationChangeService.ConversationChangeServiceClient _conversations;

    public GrpcDoor(Uri address, Users users)
    {
        _users = users;
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
        });
        _changes = new MessageChangeService.MessageChangeServiceClient(_channel);
        _messages = new MessageService.MessageServiceClient(_channel);
        _conversations = new ConversationChangeService.ConversationChangeServiceClient(_channel);
    }

    public async Task<string> CreateAsync(int owner, CancellationToken cancellationToken)
    {
        var request = new CreateConversationRequest { Kind = "group", Title = $"group of {_users.Id(owner)}" };
        request.Participants.Add(new NewParticipant
        {
            Principal = new PrincipalRef { Type = PrincipalType.User, Id = _users.Id(owner + 1) },
        });
        var answer = await _conversations.CreateAsync(request, Call(owner, cancellationToken));
        return answer.Conversation.Id;
    }

    public async Task<long> SendAsync(int user, string conversation, string content, CancellationToken cancellationToken)
    {
        var request = new SendMessageRequest
        {
            ConversationId = conversation,
            Content = content,
            ClientId = Guid.NewGuid().ToString("N"),
        };
        return (await _changes.SendAsync(request, Call(user, cancellationToken))).Message.Seq;
    }

    public async Task<int> PageAsync(int user, string conversation, long? before, CancellationToken cancellationToken)
    {
        var request = new ListMessagesRequest { ConversationId = conversation, Limit = 50 };
        if (before is { } seq) request.Before = seq;
        else request.Newest = true;
        return (await _messages.ListAsync(request, Call(user, cancellationToken))).Messages.Count;
    }

    public void Dispose() => _channel.Dispose();

    private CallOptions Call(int user, CancellationToken cancellationToken) => new(
        new Metadata { { "authorization", $"Bearer {_users.Token(user)}" } }, cancellationToken: cancellationToken);
}
