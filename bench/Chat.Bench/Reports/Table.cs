using System.Globalization;
using System.Text.Json;

namespace Chat.Bench.Reports;

/// <summary>Rows of named values: printed for people, and as one JSON line for programs.</summary>
internal sealed class Table(string scenario, params (string Name, string Format)[] columns)
{
    private readonly List<Dictionary<string, object?>> _rows = [];

    public bool Any(Predicate<IReadOnlyDictionary<string, object?>> condition) => _rows.Exists(row => condition(row));

    public void PrintHead() => Console.WriteLine(string.Join("  ", columns.Select(c => c.Name.PadLeft(Width(c)))));

    /// <summary>Values in the columns' order; null where something cannot be known here.</summary>
    public void Add(params object?[] values) =>
        _rows.Add(columns.Zip(values).ToDictionary(pair => pair.First.Name, pair => Round(pair.Second)));

    public void PrintRows()
    {
        foreach (var row in _rows) Print(row);
    }

    public void PrintLast() => Print(_rows[^1]);

    /// <param name="more">Values that belong to the whole run.</param>
    public void PrintJson(params (string Name, object? Value)[] more)
    {
        var line = new Dictionary<string, object?> { ["scenario"] = scenario };
        foreach (var (name, value) in more) line[name] = Round(value);
        line["rows"] = _rows;
        Console.WriteLine(JsonSerializer.Serialize(line));
    }

    private void Print(Dictionary<string, object?> row) =>
        Console.WriteLine(string.Join("  ", columns.Select(c => Cell(c, row[c.Name]))));

    private static string Cell((string Name, string Format) column, object? value) => (value switch
    {
        null => "-",
        IFormattable number => number.ToString(column.Format, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    }).PadLeft(Width(column));

    private static object? Round(object? value) => value is double number
        ? double.IsFinite(number) ? Math.Round(number, 3) : null
        : value;

    private static int Width((string Name, string Format) column) => Math.Max(column.Name.Length, 8);
}
