using Npgsql;

namespace Chat.Conversations.Storage;

/// <summary>One column of a multi-row statement: its name, its type, and its values as an array parameter.</summary>
internal abstract class Column<TRow>(string name, string type)
{
    public string Name { get; } = name;

    public string Type { get; } = type;

    /// <summary>What the values, as they travel, become in the table; null when they travel as they are.</summary>
    public string? StoredType { get; init; }

    public abstract NpgsqlParameter Values(IReadOnlyList<TRow> rows);
}

/// <summary>Makes columns.</summary>
internal static class Column
{
    public static Column<TRow> Of<TRow, TValue>(string name, string type, Func<TRow, TValue> value) =>
        new TypedColumn<TRow, TValue>(name, type, value);

    public static Column<TRow> Texts<TRow>(string name, Func<TRow, IReadOnlyList<string>> value) =>
        new TypedColumn<TRow, string>(name, "text", row => ArrayLiteral.Of(value(row))) { StoredType = "text[]" };

    public static Column<TRow> Numbers<TRow>(string name, Func<TRow, IReadOnlyList<long>> value) =>
        Converted<TRow>(name, "bigint[]", row => $"{{{string.Join(',', value(row))}}}");

    /// <summary>Values that travel as their text.</summary>
    public static Column<TRow> Converted<TRow>(string name, string storedType, Func<TRow, string> value) =>
        new TypedColumn<TRow, string>(name, "text", value) { StoredType = storedType };

    /// <summary>A parameter that holds one value per row.</summary>
    public static NpgsqlParameter Array<TValue>(string type, IEnumerable<TValue> values) =>
        new NpgsqlParameter<TValue[]> { TypedValue = [.. values], DataTypeName = $"{type}[]" };

    private sealed class TypedColumn<TRow, TValue>(string name, string type, Func<TRow, TValue> value)
        : Column<TRow>(name, type)
    {
        public override NpgsqlParameter Values(IReadOnlyList<TRow> rows) => Array(Type, rows.Select(value));
    }
}
