namespace Chat.Gateway.Generation.Streaming;

/// <summary>
/// What a client says that it has, by the id of the last event it got: everything up to a position, and whether that was
/// the last event. That stands in the id itself, so that it is known also when the stream is gone.
/// </summary>
internal readonly record struct ResumePoint(EntryId Position, bool HasLast)
{
    private const string LastMark = "-last";

    public static string Format(EntryId id, bool isLast) => isLast ? id + LastMark : id.ToString();

    public static bool TryParse(string? text, out ResumePoint point)
    {
        var isLast = text?.EndsWith(LastMark, StringComparison.Ordinal) == true;
        var isId = EntryId.TryParse(isLast ? text![..^LastMark.Length] : text, out var id);
        point = new ResumePoint(id, isLast);
        return isId;
    }
}
