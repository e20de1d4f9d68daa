using System.Text.RegularExpressions;

namespace Chat.Tests.Conventions;

/// <summary>The reference documents name what exists: every table with its columns, and every call.</summary>
[Trait("Category", "Conventions")]
public sealed partial class ReferenceRules
{
    private const string DataModel = "docs/reference/data-model.md";
    private const string Grpc = "docs/protocol/grpc.md";

    [Fact]
    public void Tables_AreDocumented()
    {
        var rows = Rows(DataModel);
        var columns = Columns(string.Join('\n', Migrations())).ToList();

        Assert.True(columns.Count > 100);
        Rule.Holds(columns.Where(one => !rows.Any(row => row.StartsWith($"| `{one.Table}` |", StringComparison.Ordinal)
                && row.Contains($"`{one.Column}`", StringComparison.Ordinal)))
            .Select(one => $"{DataModel} does not name {one.Table}.{one.Column}"));
    }

    [Fact]
    [Trait("Requirement", "GRP-01")]
    public void Calls_AreDocumented()
    {
        var document = Repository.Read(Grpc);
        var calls = Repository.Paths
            .Where(path => path.StartsWith("Chat.Contracts/", StringComparison.Ordinal))
            .Where(path => path.EndsWith(".proto", StringComparison.Ordinal))
            .SelectMany(path => Call().Matches(Repository.Read(path))).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(calls.Count > 40);
        Rule.Holds(calls.Where(call => !document.Contains($"`{call}`", StringComparison.Ordinal))
            .Select(call => $"{Grpc} does not name {call}"));
    }

    [Fact]
    public void Columns_AreFound()
    {
        const string Sql = """
            CREATE TABLE a (
                -- A comment.
                id uuid NOT NULL,
                "offset" bigint NOT NULL,
                PRIMARY KEY (id)
            );
            ALTER TABLE a
                DROP COLUMN id,
                ADD COLUMN b text;
            """;

        Assert.Equal([("a", "offset"), ("a", "b")], Columns(Sql));
    }

    private static IEnumerable<string> Migrations() => Repository.Paths
        .Where(path => path.StartsWith("Chat.Conversations/Storage/Migrations/", StringComparison.Ordinal)).Select(Repository.Read);

    private static List<string> Rows(string path) =>
        [.. Repository.Read(path).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

    private static List<(string Table, string Column)> Columns(string sql)
    {
        // The migrations come in no certain order.
        var (found, gone) = (new List<(string Table, string Column)>(), new HashSet<(string Table, string Column)>());
        var table = "";
        foreach (var line in sql.Split('\n'))
        {
            if (Table().Match(line) is { Success: true } begun) table = begun.Groups[1].Value;
            if (Dropped().Match(line) is { Success: true } dropped) gone.Add((table, dropped.Groups[1].Value));
            if (Column().Match(line) is { Success: true } column) found.Add((table, column.Groups[1].Value));
        }

        return [.. found.Where(one => !gone.Contains(one))];
    }

    [GeneratedRegex(@"^\s*(?:CREATE|ALTER) TABLE (\w+)")]
    private static partial Regex Table();

    [GeneratedRegex(@"^\s*DROP COLUMN (\w+)")]
    private static partial Regex Dropped();

    [GeneratedRegex(
        @"^\s*(?:ALTER TABLE \w+ )?(?:ADD COLUMN )?""?(\w+)""?\s+"
        + @"(?:uuid|text|bigint|integer|timestamptz|date|bytea|jsonb|tsvector|numeric|boolean)\b")]
    private static partial Regex Column();

    [GeneratedRegex(@"^\s*rpc (\w+)", RegexOptions.Multiline)]
    private static partial Regex Call();
}
