using System.Text;

namespace Chat.Conversations.Storage;

/// <summary>
/// PostgreSQL's text form of a text array (manual, 8.15.6). A column of arrays travels as a column of these: an array
/// of arrays would have to be a matrix.
/// </summary>
internal static class ArrayLiteral
{
    public static string Of(IReadOnlyList<string> items)
    {
        if (items.Count == 0) return "{}";
        var literal = new StringBuilder("{");
        foreach (var item in items)
        {
            if (literal.Length > 1) literal.Append(',');
            literal.Append('"').Append(item.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return literal.Append('}').ToString();
    }
}
