using Chat.Contracts.Conversations.V1;
using Chat.Contracts.Errors;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Grpc.Net.Client;

namespace Chat.Tests.Conversations;

/// <summary>Every rule that can be broken has a code of its own, the same over REST and over gRPC.</summary>
[Trait("Requirement", "ERR-03")]
[Trait("Requirement", "ARC-02")]
public sealed class BusinessRuleTests(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    public async Task EachRule_HasItsCode()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var channel = Chat.Grpc("conversations");
        var group = (await ann.CreateGroupAsync([bob], Cancel)).Id;
        await ann.SendAsync(group, new NewMessage("One") { ClientId = "key" }, Cancel);
        await ann.EditAsync(group, 1, new { content = "Two" }, Cancel);
        var closed = (await ann.CreateGroupAsync([], Cancel)).Id;
        await ann.ActAsync(closed, "close", Cancel);
        var pair = (await ann.CreateConversationAsync(
            new NewConversation { Kind = "direct", Participants = [new ParticipantBody(bob.UserId)] }, Cancel)).Id;

        foreach (var broken in Rules(channel, group, closed, pair))
        {
            var by = broken.ByBob ? bob : ann;
            using var response = await by.SendAsync(broken.Method, broken.Path, broken.Body, Cancel);
            await ProblemAssert.IsAsync(broken.Status, broken.Code, response);
            await GrpcCalls.RefusedAsync(broken.CallStatus, broken.Code, () => broken.Call(GrpcCalls.As(by.Token, Cancel)));
        }

        Assert.Equal(1, (await ann.ConversationAsync(group, Cancel)).LastSeq);
    }

    [Fact]
    public async Task ExternalId_OfSomebodyElse_IsTaken()
    {
        using var ann = Chat.NewUser();
        using var bob = Chat.NewUser();
        using var namesake = Chat.NewUser(bob.UserId, "elsewhere");
        var body = new NewConversation { Kind = "group", ExternalId = $"room {Guid.NewGuid():N}" };

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ann.CreateConversationAsync(body, Cancel)));
        using var refused = await bob.SendAsync("POST", "/v1/conversations", body, Cancel);

        Assert.Single(made.Select(one => one.Id).Distinct());
        await ProblemAssert.IsAsync(409, "already_exists", refused);
        Assert.NotEqual(made[0].Id, (await namesake.CreateConversationAsync(body, Cancel)).Id);
        using var hidden = await bob.GetAsync($"/v1/conversations/{Uri.EscapeDataString(body.ExternalId)}", Cancel);
        await ProblemAssert.IsAsync(404, "not_found", hidden);
    }

    [Fact]
    public async Task Creation_WithOneClientId_IsOneConversation()
    {
        using var ann = Chat.NewUser();
        var body = new NewConversation { Kind = "group", Title = "Once", ClientId = "key" };

        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ann.CreateConversationAsync(body, Cancel)));
        using var other = await ann.SendAsync("POST", "/v1/conversations", body with { Title = "Twice" }, Cancel);

        Assert.Single(made.Select(one => one.Id).Distinct());
        await ProblemAssert.IsAsync(422, "idempotency_conflict", other);
        Assert.Single((await ann.ConversationsAsync("?status=any", Cancel)).Items);
    }

    private static IEnumerable<Broken> Rules(GrpcChannel channel, Guid group, Guid closed, Guid pair)
    {
        var changes = new ConversationChangeService.ConversationChangeServiceClient(channel);
        var messages = new MessageChangeService.MessageChangeServiceClient(channel);
        var participants = new ParticipantService.ParticipantServiceClient(channel);
        string Of(Guid id, string rest) => $"/v1/conversations/{id}{rest}";
        var third = new NewParticipant { Principal = new PrincipalRef { Id = "third", Type = PrincipalType.User } };

        yield return new(409, ErrorCodes.ConversationClosed, "POST", Of(closed, "/messages"), new NewMessage("Late"),
            async call => await messages.SendAsync(new() { ConversationId = $"{closed}", Content = "Late" }, call));
        yield return new(422, ErrorCodes.IdempotencyConflict, "POST", Of(group, "/messages"), new NewMessage("Other") { ClientId = "key" },
            async call => await messages.SendAsync(new() { ConversationId = $"{group}", Content = "Other", ClientId = "key" }, call));
        yield return new(409, ErrorCodes.VersionConflict, "PATCH", Of(group, "/messages/1"), new { content = "Three", version = 1 },
            async call => await messages.EditAsync(
                new() { ConversationId = $"{group}", MessageId = "1", Content = "Three", ExpectedVersion = 1 }, call));
        yield return new(409, ErrorCodes.InvalidTransition, "POST", Of(closed, "/archive"), null,
            async call => await changes.ChangeStatusAsync(new() { ConversationId = $"{closed}", Status = "archived" }, call));
        yield return new(409, ErrorCodes.WrongState, "POST", Of(group, "/purge"), null,
            async call => await changes.PurgeAsync(new() { ConversationId = $"{group}" }, call));
        yield return new(409, ErrorCodes.ConversationFull, "POST", Of(pair, "/participants"), new { id = "third" },
            async call => await participants.AddAsync(new() { ConversationId = $"{pair}", Participant = third }, call));
        yield return new(404, ErrorCodes.NotFound, "DELETE", Of(group, "/messages/7"), null,
            async call => await messages.DeleteAsync(new() { ConversationId = $"{group}", MessageId = "7" }, call));
        yield return new(403, ErrorCodes.PermissionDenied, "POST", Of(group, "/clear"), null,
            async call => await changes.ClearAsync(new() { ConversationId = $"{group}" }, call))
        { ByBob = true };
        yield return new(400, ErrorCodes.ValidationFailed, "POST", Of(group, "/messages"), new NewMessage(" "),
            async call => await messages.SendAsync(new() { ConversationId = $"{group}", Content = " " }, call));
    }

    /// <summary>A rule, and how it is broken both ways.</summary>
    private sealed record Broken(int Status, string Code, string Method, string Path, object? Body, Func<CallOptions, Task> Call)
    {
        public bool ByBob { get; init; }

        public StatusCode CallStatus => Code switch
        {
            ErrorCodes.NotFound => StatusCode.NotFound,
            ErrorCodes.PermissionDenied => StatusCode.PermissionDenied,
            ErrorCodes.ValidationFailed => StatusCode.InvalidArgument,
            ErrorCodes.VersionConflict => StatusCode.Aborted,
            ErrorCodes.IdempotencyConflict => StatusCode.AlreadyExists,
            _ => StatusCode.FailedPrecondition,
        };
    }
}
