using System.Buffers.Binary;

namespace Aspire.Hosting.Kafka;

/// <summary>Kafka's Metadata request, version 0 (https://kafka.apache.org/protocol#The_Messages_Metadata).</summary>
internal static class MetadataRequest
{
    private const short ApiKey = 3;
    private const int CorrelationId = 1;

    // No topic means all of them; naming one would make it.
    private const int TopicCount = 0;

    public static async Task<int> CountBrokersAsync(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encode(), cancellationToken);

        // int32 size, int32 correlation id, then the array of brokers, which starts with its length.
        var head = new byte[12];
        await stream.ReadExactlyAsync(head, cancellationToken);
        var correlationId = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4));
        return correlationId == CorrelationId ? BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(8)) : 0;
    }

    /// <summary>int32 size, int16 api key, int16 version, int32 correlation id, int16 client id (null), topics.</summary>
    private static byte[] Encode()
    {
        var request = new byte[4 + 2 + 2 + 4 + 2 + 4];
        BinaryPrimitives.WriteInt32BigEndian(request, request.Length - 4);
        BinaryPrimitives.WriteInt16BigEndian(request.AsSpan(4), ApiKey);
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(8), CorrelationId);
        BinaryPrimitives.WriteInt16BigEndian(request.AsSpan(12), -1);
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(14), TopicCount);
        return request;
    }
}
