using System.Collections.Concurrent;
using Chat.Contracts.Conversations.V1;
using Grpc.Core;

namespace Chat.Tests.ServiceDefaults;

/// <summary>Takes messages, and lets the test do something before the first is answered.</summary>
internal sealed class SendRecorder : MessageChangeService.MessageChangeServiceBase
{
    private Func<Task>? _beforeFirstAnswer;

    public ConcurrentQueue<string> Sent { get; } = new();

    public Func<Task>? BeforeFirstAnswer
    {
        set => _beforeFirstAnswer = value;
    }

    public override async Task<SendMessageResponse> Send(SendMessageRequest request, ServerCallContext context)
    {
        Sent.Enqueue(request.Content);
        if (Interlocked.Exchange(ref _beforeFirstAnswer, null) is { } act)
            await act();
        return new SendMessageResponse();
    }
}
