namespace Chat.Conversations.Generation;

/// <summary>Text from a model: it is never refused, because the job must end, but made storable.</summary>
internal static class ModelText
{
    /// <summary>PostgreSQL has no NUL in text; a model may say one.</summary>
    public static string Storable(string text) => text.Replace('\0', '\uFFFD');

    public static string? OrNull(string text) => text.Length == 0 ? null : Storable(text);
}
