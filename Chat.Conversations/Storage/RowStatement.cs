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
        new($"INSERT INTO {table} ({Names(columns)}) SELECT * FROM {Rows(columns)}", columns);

    public static RowStatement<TRow> Update<TRow>(
        string table, IReadOnlyList<Column<TRow>> key, IReadOnlyList<Column<TRow>> set)
    {
        Column<TRow>[] columns = [.. key, .. set];
        var assignments = string.Join(", ", set.Select(c => $"{c.Name} = v.{c.Name}"));
        var match = string.Join(" AND ", key.Select(c => $"t.{c.Name} = v.{c.Name}"));
        var rows = $"{Rows(columns)} AS v({Names(columns)})";
        return new($"UPDATE {table} t SET {assignments} FROM {rows} WHERE {match}", columns);
    }

    private static string Names<TRow>(IEnumerable<Column<TRow>> columns) =>
        string.Join(", ", columns.Select(c => c.Name));

    private static string Rows<TRow>(IEnumerable<Column<TRow>> columns) =>
        $"unnest({string.Join(", ", columns.Select((c, i) => $"${i + 1}::{c.Type}[]"))})";
}
