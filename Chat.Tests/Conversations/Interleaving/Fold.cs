using Chat.Contracts.Conversations.V1;

namespace Chat.Tests.Conversations.Interleaving;

/// <summary>What a client knows that began with a snapshot and then followed the log.</summary>
public sealed class Fold
{
    private readonly SortedDictionary<long, string> _messages = [];
    private readonly SortedDictionary<string, string> _participants = new(StringComparer.Ordinal);
    private readonly HashSet<long> _pinned = [];
    private readonly SortedDictionary<string, long> _reactions = new(StringComparer.Ordinal);
    private string _title = "";

    public static Fold Of(Conversation conversation, IEnumerable<Message> messages)
    {
        var fold = new Fold { _title = conversation.Title };
        foreach (var participant in conversation.Participants)
            fold._participants[participant.Id] = participant.Role;
        foreach (var message in messages)
            fold.Add(message);
        return fold;
    }

    public void Apply(LogEntry entry)
    {
        switch (entry.EventCase)
        {
            case LogEntry.EventOneofCase.MessageCreated:
                Put(entry.MessageCreated);
                break;
            case LogEntry.EventOneofCase.MessageEdited:
                Put(entry.MessageEdited);
                break;
            case LogEntry.EventOneofCase.MessageDeleted:
                Remove(entry.MessageDeleted.Seq);
                break;
            case LogEntry.EventOneofCase.ReactionChanged:
                Count(entry.ReactionChanged.Seq, entry.ReactionChanged.Emoji, entry.ReactionChanged.Count);
                break;
            case LogEntry.EventOneofCase.PinChanged:
                Pin(entry.PinChanged.Seq, entry.PinChanged.Pinned);
                break;
            case LogEntry.EventOneofCase.ParticipantJoined:
                _participants[entry.ParticipantJoined.ParticipantId] = entry.ParticipantJoined.Role;
                break;
            case LogEntry.EventOneofCase.ParticipantLeft:
                _participants.Remove(entry.ParticipantLeft.ParticipantId);
                break;
            case LogEntry.EventOneofCase.ConversationChanged:
                _title = entry.ConversationChanged.Title;
                break;
            case LogEntry.EventOneofCase.ConversationCleared:
                foreach (var seq in _messages.Keys.Where(seq => seq <= entry.ConversationCleared.UptoSeq).ToList())
                    Remove(seq);
                break;
        }
    }

    public override string ToString() => string.Join('\n',
    [
        $"title {_title}",
        .. _participants.Select(p => $"participant {p.Key} {p.Value}"),
        .. _messages.Select(m => $"message {m.Key} {m.Value}{(_pinned.Contains(m.Key) ? " pinned" : "")}"),
        .. _reactions.Where(r => r.Value > 0 && _messages.ContainsKey(SeqOf(r.Key))).Select(r => $"reaction {r.Key} {r.Value}"),
    ]);

    private void Add(Message message)
    {
        Put(message);
        Pin(message.Seq, message.PinnedAt is not null);
        foreach (var reaction in message.Reactions)
            Count(message.Seq, reaction.Emoji, reaction.Count);
    }

    /// <summary>A message reads as it stands now, so one that was deleted later never appears.</summary>
    private void Put(Message message)
    {
        if (message.DeletedAt is null)
            _messages[message.Seq] = $"v{message.Version} {message.Content}";
        else
            Remove(message.Seq);
    }

    private void Remove(long seq)
    {
        _messages.Remove(seq);
        _pinned.Remove(seq);
    }

    private void Pin(long seq, bool pinned)
    {
        if (pinned)
            _pinned.Add(seq);
        else
            _pinned.Remove(seq);
    }

    private void Count(long seq, string emoji, long count) => _reactions[$"{seq:D6} {emoji}"] = count;

    private static long SeqOf(string key) => long.Parse(key[..6], System.Globalization.CultureInfo.InvariantCulture);
}
