namespace Chat.Cli.Asking;

/// <summary>Prints an answer as it grows; text that replaces what was printed begins on a line of its own.</summary>
internal sealed class AnswerText(TextWriter output, TextWriter notices)
{
    private string text = "";
    private int attempt;

    public void Take(AnswerEvent entry)
    {
        var starts = entry.Snapshot || entry.Attempt > attempt;
        var supersedes = starts && attempt > 0;
        attempt = Math.Max(attempt, entry.Attempt);
        if (supersedes && entry.Snapshot && (entry.Token ?? "").StartsWith(text, StringComparison.Ordinal))
            Append(entry.Token![text.Length..]);
        else
            Append(entry.Token ?? "", anew: supersedes && (entry.Token is { Length: > 0 } || !entry.Done));
    }

    public void End()
    {
        if (text.Length > 0)
            output.WriteLine();
    }

    private void Append(string token, bool anew = false)
    {
        if (anew && text.Length > 0)
        {
            output.WriteLine();
            notices.WriteLine($"chat: the answer starts anew (attempt {attempt}).");
        }

        text = anew ? token : text + token;
        output.Write(token);
        output.Flush();
    }
}
