using Npgsql;

namespace Chat.Conversations.Storage;

/// <summary>
/// A statement that writes any number of rows in one round trip: each column travels as one array, and
/// <c>unnest</c> turns the arrays into rows. Its text never changes, so it stays prepared.
/// </summary>
internal sealed class RowStatement<TRow>(string sql, IReadOnlyList<Column<TRow>> columns)
{
    public NpgsqlBatchCommand For(IReadOnlyList<TRow> rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns) command.Parameters.Add(column.Values(rows));
        return command;
    }
}

/// <summary>Makes row statements.</summary>
internal static class RowStatement
{
    public static RowStatement<TRow> Insert<TRow>(string table, IReadOnlyList<Column<TRow>> columns) =>
        new(InsertText(table, columns), columns);

    /// <summary>Leaves alone what is there already.</summary>
    public static RowStatement<TRow> InsertOnce<TRow>(string table, IReadOnlyList<Column<TRow>> columns) =>
        new($"{InsertText(table, columns)} ON CONFLICT DO NOTHING", columns);

    public static RowStatement<TRow> Upsert<TRow>(
        string table, IReadOnlyList<Column<TRow>> key, IReadOnlyList<Column<TRow>> set)
    {
        Column<TRow>[] columns = [.. key, .. set];
        var assignments = string.Join(", ", set.Select(c => $"{c.Name} = excluded.{c.Name}"));
        return new($"{InsertText(table, columns)} ON CONFLICT ({Names(key)}) DO UPDATE SET {assignments}", columns);
    }

    public static RowStatement<TRow> Update<TRow>(
        string table, IReadOnlyList<Column<TRow>> key, IReadOnlyList<Column<TRow>> set)
    {
        Column<TRow>[] columns = [.. key, .. set];
        var assignments = string.Join(", ", set.Select(c => $"{c.Name} = {Value(c)}"));
        return new($"UPDATE {table} t SET {assignments} FROM {Rows(columns)} WHERE {Match(key)}", columns);
    }

    public static RowStatement<TRow> Delete<TRow>(string table, IReadOnlyList<Column<TRow>> key) =>
        new($"DELETE FROM {table} t USING {Rows(key)} WHERE {Match(key)}", key);

    private static string InsertText<TRow>(string table, IReadOnlyList<Column<TRow>> columns) =>
        $"INSERT INTO {table} ({Names(columns)}) SELECT {string.Join(", ", columns.Select(Value))} FROM {Rows(columns)}";

    private static string Match<TRow>(IEnumerable<Column<TRow>> key) =>
        string.Join(" AND ", key.Select(c => $"t.{c.Name} = {Value(c)}"));

    private static string Value<TRow>(Column<TRow> column) =>
        column.StoredType is { } type ? $"v.{column.Name}::{type}" : $"v.{column.Name}";

    private static string Names<TRow>(IEnumerable<Column<TRow>> columns) =>
        string.Join(", ", columns.Select(c => c.Name));

    private static string Rows<TRow>(IReadOnlyList<Column<TRow>> columns) =>
        $"unnest({string.Join(", ", columns.Select((c, i) => $"${i + 1}::{c.Type}[]"))}) AS v({Names(columns)})";
}
