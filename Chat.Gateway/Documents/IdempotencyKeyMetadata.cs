namespace Chat.Gateway.Documents;

/// <summary>Marks the routes that read an idempotency key.</summary>
internal sealed class IdempotencyKeyMetadata
{
    public static IdempotencyKeyMetadata Instance { get; } = new();

    private IdempotencyKeyMetadata()
    {
    }
}
