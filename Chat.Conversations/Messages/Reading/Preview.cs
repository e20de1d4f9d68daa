namespace Chat.Conversations.Messages.Reading;

/// <summary>The beginning of a text, never cut inside a surrogate pair.</summary>
internal static class Preview
{
    public static string Of(string text, int most)
    {
        if (text.Length <= most) return text;
        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }
}
