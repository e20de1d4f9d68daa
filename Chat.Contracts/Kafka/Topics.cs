namespace Chat.Contracts.Kafka;

/// <summary>The Kafka topics. Records are keyed by conversation id, so one conversation keeps its order.</summary>
public static class Topics
{
    /// <summary>Jobs to run; the value is a <see cref="ChatRequest"/>. Written by Conversations.</summary>
    public const string ChatRequest = "chat.request";

    /// <summary>Records that no worker could make sense of, unchanged, with the reason in a header. Written by workers.</summary>
    public const string ChatRequestDead = "chat.request.dead";
}
