using Chat.Conversations.Storage;
using Npgsql;

namespace Chat.Conversations.Participants;

/// <summary>The two columns in which somebody is kept: <c>{name}_type</c> and <c>{name}</c>.</summary>
internal static class PrincipalColumns
{
    public static Column<TRow>[] Of<TRow>(string name, Func<TRow, Principal?> principal) =>
    [
        Column.Of<TRow, string?>($"{name}_type", "text",
            row => principal(row) is { } known ? StoredNames.Principals.Of(known.Type) : null),
        Column.Of<TRow, string?>(name, "text", row => principal(row)?.Id),
    ];

    /// <summary>Reads the two columns from <paramref name="at"/> on.</summary>
    public static Principal? Read(NpgsqlDataReader reader, int at) => reader.IsDBNull(at)
        ? null
        : new Principal(StoredNames.Principals.Parse(reader.GetString(at)), reader.GetString(at + 1));
}
