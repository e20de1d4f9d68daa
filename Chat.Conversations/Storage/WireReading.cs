using System.Globalization;
using Chat.Contracts.Conversations.V1;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Chat.Conversations.Storage;

/// <summary>Reading of columns straight into what goes over the wire.</summary>
internal static class WireReading
{
    /// <summary>An absent text travels as an empty one.</summary>
    public static string GetText(this NpgsqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? "" : reader.GetString(ordinal);

    public static string GetIdText(this NpgsqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? "" : reader.GetGuid(ordinal).ToString("D");

    public static Timestamp? GetTime(this NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal)
        ? null
        : Timestamp.FromDateTimeOffset(reader.GetFieldValue<DateTimeOffset>(ordinal));

    /// <summary>Reads a type and the id beside it.</summary>
    public static PrincipalRef? GetPrincipal(this NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal)
        ? null
        : new PrincipalRef
        {
            Type = StoredNames.Principals.Parse(reader.GetString(ordinal)),
            Id = reader.GetString(ordinal + 1),
        };

    /// <summary>US dollars, without the zeros that the column's scale adds; empty for none.</summary>
    public static string GetCost(this NpgsqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? "" : CostText(reader.GetDecimal(ordinal));

    public static string CostText(decimal cost) => cost.ToString("0.#########", CultureInfo.InvariantCulture);
}
