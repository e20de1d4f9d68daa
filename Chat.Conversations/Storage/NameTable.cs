using System.Collections.Frozen;

namespace Chat.Conversations.Storage;

/// <summary>The stored words of an enum, both ways.</summary>
internal sealed class NameTable<T>(params (T Value, string Name)[] pairs)
    where T : struct, Enum
{
    private readonly FrozenDictionary<T, string> _names = pairs.ToFrozenDictionary(p => p.Value, p => p.Name);
    private readonly FrozenDictionary<string, T> _values = pairs.ToFrozenDictionary(p => p.Name, p => p.Value);

    public string Of(T value) => _names[value];

    public T Parse(string name) => _values[name];
}
