namespace Chat.Bench.Scenarios;

/// <summary>One kind of request and how to make it.</summary>
internal sealed record JourneyStep(string Name, Func<Journey, int, CancellationToken, Task> Run);
