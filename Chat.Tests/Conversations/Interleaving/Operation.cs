namespace Chat.Tests.Conversations.Interleaving;

/// <summary>What a writer does.</summary>
public enum OperationKind
{
    Send,
    SendInThread,
    Edit,
    Delete,
    React,
    Unreact,
    Pin,
    Unpin,
    MarkRead,
    Rename,
    Join,
    Leave,
    Clear,
}

/// <summary>One step of one writer; <paramref name="Target"/> chooses among what is there when it is done.</summary>
public sealed record Operation(int Writer, OperationKind Kind, int Target)
{
    public override string ToString() => $"{Writer}:{Kind}({Target})";
}
