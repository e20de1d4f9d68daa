using Npgsql;

namespace Chat.Conversations.Appending;

/// <summary>Makes the commands of a batch.</summary>
internal static class Statement
{
    public static NpgsqlBatchCommand Of(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(parameters);
        return command;
    }
}
