using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Grpc.Net.Client;

namespace Chat.Tests.Faults;

/// <summary>Pages that are repeated by one replica while another changes what they show.</summary>
[Collection(ReplicatedCollection.Name)]
public sealed class RepeatedPageOverReplicasTests(ReplicatedApplication chat) : SystemTest(chat)
{
    private const int Rounds = 40;
    private const int Connections = 6;

    [Fact]
    public async Task AcknowledgedChange_IsInThePageThatAnyReplicaReadsNext()
    {
        var (ann, bob) = (Chat.Tokens.User($"ann-{Guid.NewGuid():N}"), $"bob-{Guid.NewGuid():N}");
        // Each leads to the one replica or to the other.
        var channels = Enumerable.Range(0, Connections).Select(_ => Chat.Grpc("conversations")).ToArray();
        var create = new CreateConversationRequest { Kind = "group" };
        create.Participants.Add(new NewParticipant { Principal = new PrincipalRef { Type = PrincipalType.User, Id = bob } });
        var group = (await new ConversationChangeService.ConversationChangeServiceClient(channels[0])
            .CreateAsync(create, GrpcCalls.As(ann, Cancel))).Conversation.Id;
        var request = new ListMessagesRequest { ConversationId = group, Limit = 5, Newest = true };

        for (var round = 0; round < Rounds; round++)
        {
            var text = $"round {round}";
            await new MessageChangeService.MessageChangeServiceClient(channels[round % Connections]).SendAsync(
                new SendMessageRequest { ConversationId = group, Content = text, ClientId = text }, GrpcCalls.As(ann, Cancel));
            foreach (var channel in channels)
                Assert.Equal(text, (await ReadAsync(channel, Chat.Tokens.User(bob), request)).Messages[^1].Content);
        }

        await new ParticipantService.ParticipantServiceClient(channels[0]).RemoveAsync(
            new RemoveParticipantRequest { ConversationId = group, Participant = new PrincipalRef { Type = PrincipalType.User, Id = bob } },
            GrpcCalls.As(ann, Cancel));
        foreach (var channel in channels)
        {
            await GrpcCalls.RefusedAsync(
                StatusCode.NotFound, ErrorCodes.NotFound, () => ReadAsync(channel, Chat.Tokens.User(bob), request));
            channel.Dispose();
        }
    }

    private Task<ListMessagesResponse> ReadAsync(GrpcChannel channel, string token, ListMessagesRequest request) =>
        new MessageService.MessageServiceClient(channel).ListAsync(request, GrpcCalls.As(token, Cancel)).ResponseAsync;
}
