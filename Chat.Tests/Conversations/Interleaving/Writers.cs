using Chat.Contracts.Conversations.V1;
using Chat.Tests.Infrastructure;
using Grpc.Core;
using Grpc.Net.Client;
using NewParticipant = Chat.Contracts.Conversations.V1.NewParticipant;

namespace Chat.Tests.Conversations.Interleaving;

/// <summary>Several people who write in one conversation at the same time, through the service's own door.</summary>
internal sealed class Writers(GrpcChannel channel, IReadOnlyList<(string Id, string Token)> people)
{
    private static readonly string[] s_emoji = ["👍", "🎉"];

    private readonly ConversationService.ConversationServiceClient _conversations = new(channel);
    private readonly ConversationChangeService.ConversationChangeServiceClient _changes = new(channel);
    private readonly ParticipantService.ParticipantServiceClient _participants = new(channel);
    private readonly MessageService.MessageServiceClient _messages = new(channel);
    private readonly MessageChangeService.MessageChangeServiceClient _messageChanges = new(channel);
    private readonly ThreadService.ThreadServiceClient _threads = new(channel);
    private readonly ReceiptService.ReceiptServiceClient _receipts = new(channel);

    public string Conversation { get; private set; } = "";

    public string Token(int writer) => people[writer].Token;

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        var request = new CreateConversationRequest { Kind = "group", Title = "begun" };
        foreach (var (id, _) in people.Skip(1))
            request.Participants.Add(new NewParticipant
            {
                Principal = new PrincipalRef { Id = id, Type = PrincipalType.User }, Role = "admin",
            });
        Conversation = (await _changes.CreateAsync(request, As(0, cancellationToken))).Conversation.Id;
    }

    /// <summary>Each writer does the own steps in their order; the writers do not wait for each other.</summary>
    public Task RunAsync(IEnumerable<Operation> operations, CancellationToken cancellationToken) =>
        Task.WhenAll(operations.GroupBy(operation => operation.Writer % people.Count).Select(async steps =>
        {
            foreach (var step in steps)
                await TryAsync(steps.Key, step, cancellationToken);
        }));

    public async Task<Conversation> GetAsync(int writer, CancellationToken cancellationToken) =>
        await _conversations.GetAsync(
            new GetConversationRequest { ConversationId = Conversation }, As(writer, cancellationToken));

    /// <summary>All live messages, threads included.</summary>
    public async Task<IReadOnlyList<Message>> MessagesAsync(CancellationToken cancellationToken)
    {
        var all = new List<Message>();
        while (true)
        {
            var request = new ListMessagesRequest
            {
                ConversationId = Conversation, IncludeThreads = true, Limit = 13, After = all.Count == 0 ? 0 : all[^1].Seq,
            };
            var page = await _messages.ListAsync(request, As(0, cancellationToken));
            all.AddRange(page.Messages);
            if (!page.HasMore)
                return all;
        }
    }

    public async Task<StatisticsResponse> StatisticsAsync(CancellationToken cancellationToken) =>
        await _messages.StatisticsAsync(new StatisticsRequest { ConversationId = Conversation }, As(0, cancellationToken));

    public async Task<IReadOnlyList<global::Chat.Contracts.Conversations.V1.Thread>> ThreadsAsync(CancellationToken cancellationToken) =>
        (await _threads.ListAsync(new ListThreadsRequest { ConversationId = Conversation, Limit = 100 }, As(0, cancellationToken))).Threads;

    /// <summary>What somebody else took away meanwhile, or what one may not, is refused; anything else is a fault.</summary>
    private async Task TryAsync(int writer, Operation step, CancellationToken cancellationToken)
    {
        try
        {
            await DoAsync(writer, step, As(writer, cancellationToken));
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound or StatusCode.PermissionDenied
            or StatusCode.FailedPrecondition or StatusCode.InvalidArgument)
        {
            // Part of the game.
        }
    }

    private Task DoAsync(int writer, Operation step, CallOptions call) => step.Kind switch
    {
        OperationKind.Send => SendAsync(step, "", call),
        OperationKind.SendInThread => ThreadAsync(step, call),
        OperationKind.Edit => WithMessageAsync(step, call, message => _messageChanges.EditAsync(
            new EditMessageRequest { ConversationId = Conversation, MessageId = message, Content = $"edited {step}" }, call).ResponseAsync),
        OperationKind.Delete => WithMessageAsync(step, call, message => _messageChanges.DeleteAsync(
            new DeleteMessageRequest { ConversationId = Conversation, MessageId = message }, call).ResponseAsync),
        OperationKind.React or OperationKind.Unreact => WithMessageAsync(step, call, message => _messageChanges.ReactAsync(
            new ReactRequest
            {
                ConversationId = Conversation, MessageId = message, Emoji = s_emoji[step.Target % 2],
                Present = step.Kind == OperationKind.React,
            }, call).ResponseAsync),
        OperationKind.Pin or OperationKind.Unpin => WithMessageAsync(step, call, message => _messageChanges.PinAsync(
            new PinRequest { ConversationId = Conversation, MessageId = message, Pinned = step.Kind == OperationKind.Pin },
            call).ResponseAsync),
        OperationKind.MarkRead => _receipts.MarkAsync(
            new MarkRequest { ConversationId = Conversation, Kind = ReceiptKind.Read, UptoSeq = 1 + step.Target }, call).ResponseAsync,
        OperationKind.Rename => _changes.UpdateAsync(
            new UpdateConversationRequest { ConversationId = Conversation, Title = $"named {step}" }, call).ResponseAsync,
        OperationKind.Join => _participants.AddAsync(
            new AddParticipantRequest { ConversationId = Conversation, Participant = Guest(step) }, call).ResponseAsync,
        OperationKind.Leave => _participants.RemoveAsync(
            new RemoveParticipantRequest { ConversationId = Conversation, Participant = Guest(step).Principal }, call).ResponseAsync,
        _ => writer == 0
            ? _changes.ClearAsync(new ConversationRequest { ConversationId = Conversation }, call).ResponseAsync
            : Task.CompletedTask,
    };

    private Task<SendMessageResponse> SendAsync(Operation step, string thread, CallOptions call) => _messageChanges.SendAsync(
        new SendMessageRequest
        {
            ConversationId = Conversation, Content = $"said {step} @{people[step.Target % people.Count].Id}", ThreadId = thread,
            ClientId = Guid.NewGuid().ToString(),
        }, call).ResponseAsync;

    private Task ThreadAsync(Operation step, CallOptions call) => WithMessageAsync(step, call, async message =>
    {
        var thread = await _threads.CreateAsync(
            new CreateThreadRequest { ConversationId = Conversation, RootMessageId = message, Title = "aside" }, call);
        await SendAsync(step, thread.Id, call);
    });

    private async Task WithMessageAsync(Operation step, CallOptions call, Func<string, Task> act)
    {
        var request = new ListMessagesRequest { ConversationId = Conversation, Limit = 20, Newest = true };
        var page = await _messages.ListAsync(request, call);
        if (page.Messages.Count > 0)
            await act(page.Messages[step.Target % page.Messages.Count].Id);
    }

    private static NewParticipant Guest(Operation step) => new()
    {
        Principal = new PrincipalRef { Id = $"guest-{step.Target % 3}", Type = PrincipalType.User }, Role = "viewer",
    };

    private CallOptions As(int writer, CancellationToken cancellationToken) => GrpcCalls.As(people[writer].Token, cancellationToken);
}
