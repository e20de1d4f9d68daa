using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Rooms;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using RoomMessage = Chat.Contracts.Rooms.SendMessageRequest;
using Message = Chat.Contracts.Conversations.V1.SendMessageRequest;

namespace Chat.Tests.Conversations.Input;

/// <summary>Input that is allowed by the grammar and still cannot be kept is refused, and names its field.</summary>
[Trait("Requirement", "ERR-02")]
[Trait("Requirement", "SEC-08")]
public sealed class BrokenInputTests(SharedApplication chat) : SystemTest(chat)
{
    private const string Json = "application/json";

    public static TheoryData<string> NoText => [@"{""a"":""\ud800""}", @"{""a"":[{""b"":""x\udc00y""}]}"];

    [Theory]
    [MemberData(nameof(NoText))]
    public async Task HalfACharacter_InMetadata_IsRefused_AndNothingBreaks(string metadata)
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        var path = $"/v1/conversations/{group}";

        using var message = await ann.PostTextAsync($"{path}/messages", $$"""{"content":"hi","metadata":{{metadata}}}""", Json, Cancel);
        using var made = await ann.PostTextAsync("/v1/conversations", $$"""{"kind":"group","metadata":{{metadata}}}""", Json, Cancel);
        using var channel = Chat.Grpc("conversations");
        var send = new Message
        {
            ConversationId = group.ToString(), Content = "hi", MetadataJson = metadata,
        };

        await ProblemAssert.NamesAsync("metadata", message);
        await ProblemAssert.NamesAsync("metadata", made);
        await GrpcCalls.RefusedAsync(StatusCode.InvalidArgument, "validation_failed", async () =>
            await new MessageChangeService.MessageChangeServiceClient(channel).SendAsync(send, GrpcCalls.As(ann.Token, Cancel)));
        Assert.Empty((await ann.MessagesAsync(group, "", Cancel)).Items);
        Assert.Single((await ann.ConversationsAsync("", Cancel)).Items);
    }

    [Fact]
    public async Task HalfACharacter_InAName_IsRefused()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;
        const string metadata = @"{""\ud83d"":1}";

        using var response = await ann.PostTextAsync(
            $"/v1/conversations/{group}/messages", $$"""{"content":"hi","metadata":{{metadata}}}""", Json, Cancel);
        using var channel = Chat.Grpc("conversations");
        var send = new Message { ConversationId = group.ToString(), Content = "hi", MetadataJson = metadata };

        await ProblemAssert.IsAsync(400, "malformed_request", response);
        await GrpcCalls.RefusedAsync(StatusCode.InvalidArgument, "validation_failed", async () =>
            await new MessageChangeService.MessageChangeServiceClient(channel).SendAsync(send, GrpcCalls.As(ann.Token, Cancel)));
    }

    [Fact]
    public async Task WholeCharacters_WrittenAsEscapes_AreKept()
    {
        using var ann = Chat.NewUser();
        var group = (await ann.CreateGroupAsync([], Cancel)).Id;

        using var sent = await ann.PostTextAsync(
            $"/v1/conversations/{group}/messages", """{"content":"hi","metadata":{"a":"\ud83d\ude00"}}""", Json, Cancel);

        await ProblemAssert.SuccessAsync(sent);
        var kept = Assert.Single((await ann.MessagesAsync(group, "", Cancel)).Items).Metadata;
        Assert.Equal("😀", kept?.GetProperty("a").GetString());
    }

    [Fact]
    public async Task MoreMistakesThanFitIntoAnAnswer_AreStillARefusal()
    {
        using var ann = Chat.NewUser();
        var participants = Enumerable.Range(0, 900).Select(one => new { id = new string('a', 300) + one });

        using var response = await ann.PostAsync("/v1/conversations", new { kind = "group", participants }, Cancel);

        var problem = await ProblemAssert.IsAsync(400, "validation_failed", response);
        Assert.Equal(21, problem.GetProperty("errors").GetArrayLength());
        Assert.Equal("more", problem.GetProperty("errors")[20].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Participant_WithoutAType_OfAPair_IsRefused()
    {
        using var ann = Chat.NewUser();
        using var channel = Chat.Grpc("conversations");
        var conversations = new ConversationChangeService.ConversationChangeServiceClient(channel);
        var create = new CreateConversationRequest
        {
            Kind = "direct", Participants = { new NewParticipant { Principal = new PrincipalRef { Id = "bob" } } },
        };

        var refusal = await GrpcCalls.RefusedAsync(StatusCode.InvalidArgument, "validation_failed", async () =>
            await conversations.CreateAsync(create, GrpcCalls.As(ann.Token, Cancel)));

        Assert.NotEmpty(refusal.Fields);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task Room_WithANameThatCannotBe_IsRefused(string room)
    {
        using var ann = Chat.NewUser();
        using var channel = Chat.Grpc("conversations");
        var rooms = new ChatService.ChatServiceClient(channel);
        var send = new RoomMessage { RoomId = room, Content = "hi" };

        var refusal = await GrpcCalls.RefusedAsync(StatusCode.InvalidArgument, "validation_failed", async () =>
            await rooms.SendMessageAsync(send, GrpcCalls.As(ann.Token, Cancel)));

        Assert.Equal("roomId", Assert.Single(refusal.Fields).Field);
    }
}
