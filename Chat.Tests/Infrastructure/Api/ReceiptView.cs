namespace Chat.Tests.Infrastructure.Api;

/// <summary>One participant's receipt.</summary>
public sealed record ReceiptView(string Id, string Type, DateTimeOffset? At);

/// <summary>Who has received and read a message.</summary>
public sealed record MessageReceiptsView(
    Guid MessageId, long Seq, IReadOnlyList<ReceiptView> DeliveredTo, IReadOnlyList<ReceiptView> ReadBy);

/// <summary>Where the caller stands after marking.</summary>
public sealed record MarkedView(
    long DeliveredSeq, long ReadSeq, long MyReadSeq, long UnreadCount, long MentionCount, long UptoSeq, Guid? MessageId);
