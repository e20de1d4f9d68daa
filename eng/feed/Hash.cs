using System.Security.Cryptography;

namespace Chat.Feed;

/// <summary>The content hashes that the lock file records and the manifest pins.</summary>
internal static class Hash
{
    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static string Sha256OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The form in which npm states integrity: the algorithm, a dash, base64.</summary>
    public static string NpmIntegrity(string path)
    {
        using var stream = File.OpenRead(path);
        return $"sha512-{Convert.ToBase64String(SHA512.HashData(stream))}";
    }
}
