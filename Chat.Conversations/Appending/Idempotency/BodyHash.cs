using System.Security.Cryptography;
using System.Text.Json;

namespace Chat.Conversations.Appending.Idempotency;

/// <summary>What makes two requests under one idempotency key the same.</summary>
internal static class BodyHash
{
    /// <param name="parts">Texts and lists of texts; a list is not the same as its texts joined by anything.</param>
    public static byte[] Of(params object?[] parts) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts));
}
