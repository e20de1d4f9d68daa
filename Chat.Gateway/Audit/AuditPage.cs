using System.Text.Json;
using Chat.Contracts.Conversations.V1;
using Chat.Gateway.Participants;

namespace Chat.Gateway.Audit;

/// <summary>A part of a conversation's audit trail, oldest first.</summary>
/// <param name="Items">The records; the last one's number is the next <c>after</c>.</param>
/// <param name="HasMore">Whether there are records after these.</param>
public sealed record AuditPage(IReadOnlyList<AuditRecordView> Items, bool HasMore);

/// <summary>One act; each record's hash covers it and the hash before it.</summary>
public sealed record AuditRecordView
{
    /// <summary>1, 2, 3 … in the conversation.</summary>
    public required long Number { get; init; }

    public required string ConversationId { get; init; }

    public required DateTime At { get; init; }

    public PrincipalView? Actor { get; init; }

    /// <summary>Like message.created or conversation.read.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to: a message or a participant; none for the conversation.</summary>
    public string? Target { get; init; }

    /// <summary>What stood before, without any message's text.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>What stands after, without any message's text.</summary>
    public JsonElement? After { get; init; }

    /// <summary>In hexadecimal digits.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>In hexadecimal digits.</summary>
    public required string Hash { get; init; }
}

/// <summary>Turns audit records into their views.</summary>
internal static class AuditMapping
{
    public static AuditPage ToPage(this ListAuditResponse response) => 
        new([.. response.Records.Select(ToView)], response.HasMore);

    private static AuditRecordView ToView(AuditRecord record) => new()
    {
        Number = record.Number,
        ConversationId = record.ConversationId,
        At = record.At.ToDateTime(),
        Actor = record.Actor?.ToView(),
        Action = record.Action,
        Target = record.Target.NullIfEmpty(),
        Before = record.BeforeJson.ToJson(),
        After = record.AfterJson.ToJson(),
        PreviousHash = Convert.ToHexStringLower(record.PreviousHash.Span),
        Hash = Convert.ToHexStringLower(record.Hash.Span),
    };
}
