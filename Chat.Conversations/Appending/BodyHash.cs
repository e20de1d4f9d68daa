using System.Security.Cryptography;
using System.Text.Json;

namespace Chat.Conversations.Appending;

/// <summary>What makes two requests under one idempotency key the same.</summary>
internal static class BodyHash
{
    public static byte[] Of(params string?[] parts) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts));
}
