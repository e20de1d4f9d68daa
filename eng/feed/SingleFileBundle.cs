using System.IO.Compression;
using System.Security.Cryptography;

namespace Chat.Feed;

/// <summary>Reads the files that a .NET single-file executable carries.</summary>
/// <remarks>Format: src/installer/managed/Microsoft.NET.HostModel/Bundle of dotnet/runtime, header version 6.</remarks>
internal sealed class SingleFileBundle
{
    private const int HeaderFields = 5;
    private readonly byte[] content;
    private readonly Dictionary<string, Entry> entries;

    public SingleFileBundle(string path)
    {
        content = File.ReadAllBytes(path);
        entries = ReadEntries(path);
    }

    public byte[] Read(string name)
    {
        if (!entries.TryGetValue(name, out var entry))
            throw new FeedException($"the Aspire bundle holds no {name}.");
        var stored = content.AsSpan(checked((int)entry.Offset), checked((int)entry.StoredSize));
        return entry.Compressed == 0 ? stored.ToArray() : Inflate(stored.ToArray(), entry.Size);
    }

    // The host finds the header by the signature that the SDK plants: the hash of a fixed text, the offset before it.
    private Dictionary<string, Entry> ReadEntries(string path)
    {
        var signature = content.AsSpan().IndexOf(SHA256.HashData(".net core bundle\n"u8));
        if (signature < sizeof(long))
            throw new FeedException($"{path} is no .NET single-file executable.");
        var header = BitConverter.ToInt64(content, signature - sizeof(long));
        using var reader = new BinaryReader(new MemoryStream(content, writable: false));
        reader.BaseStream.Position = header;
        var (major, _, count) = (reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadInt32());
        if (major != 6)
            throw new FeedException($"{path} is a bundle of version {major}; version 6 is understood.");
        reader.ReadString();
        reader.BaseStream.Position += HeaderFields * sizeof(long);
        return Enumerable.Range(0, count).Select(_ => ReadEntry(reader)).ToDictionary(entry => entry.Name);
    }

    private static Entry ReadEntry(BinaryReader reader)
    {
        var (offset, size, compressed) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        reader.ReadByte();
        return new Entry(reader.ReadString(), offset, size, compressed);
    }

    private static byte[] Inflate(byte[] stored, long size)
    {
        using var inflater = new DeflateStream(new MemoryStream(stored), CompressionMode.Decompress);
        var result = new byte[size];
        inflater.ReadExactly(result);
        return result;
    }

    private readonly record struct Entry(string Name, long Offset, long Size, long Compressed)
    {
        public long StoredSize => Compressed == 0 ? Size : Compressed;
    }
}
