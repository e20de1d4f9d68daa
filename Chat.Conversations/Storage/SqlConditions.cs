using Npgsql;

namespace Chat.Conversations.Storage;

/// <summary>
/// Gathers the conditions of a query whose filters vary, and their parameters, which are numbered as they come. What
/// comes from a caller is only ever a parameter.
/// </summary>
internal sealed class SqlConditions
{
    private readonly List<string> _conditions = [];
    private readonly List<NpgsqlParameter> _parameters = [];

    public string Text => string.Join(" AND ", _conditions);

    /// <summary>Adds a parameter and returns its place in the text, like <c>$3</c>.</summary>
    public string Value<T>(T value)
    {
        _parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return $"${_parameters.Count}";
    }

    public void Add(string condition) => _conditions.Add(condition);

    public NpgsqlCommand ToCommand(NpgsqlDataSource database, string sql)
    {
        var command = database.CreateCommand(sql);
        foreach (var parameter in _parameters) command.Parameters.Add(parameter);
        return command;
    }

    public NpgsqlBatchCommand ToBatchCommand(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        // A parameter belongs to one command.
        foreach (var parameter in _parameters) command.Parameters.Add(parameter.Clone());
        return command;
    }
}
