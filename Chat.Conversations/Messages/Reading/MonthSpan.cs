namespace Chat.Conversations.Messages.Reading;

/// <summary>A month in a conversation's life: its time (the end is not in it), and its first offset and seq.</summary>
internal readonly record struct MonthSpan(DateTimeOffset From, DateTimeOffset To, long FirstOffset, long FirstSeq);
