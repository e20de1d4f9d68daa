using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Net.Client.Configuration;
using Level = Google.Protobuf.Reflection.MethodOptions.Types.IdempotencyLevel;

namespace Chat.ServiceDefaults.Replicas;

/// <summary>
/// Which calls of a service may be made twice: its proto says so by each method's <c>idempotency_level</c>. What is
/// idempotent by a <c>client_id</c> may only be repeated when the request has one.
/// </summary>
internal sealed class RepeatableMethods
{
    private const string Key = "client_id";

    private readonly string _service;
    private readonly FrozenDictionary<string, FieldDescriptor?> _keys;

    private RepeatableMethods(ServiceDescriptor service)
    {
        _service = service.FullName;
        _keys = service.Methods
            .Where(method => method.GetOptions()?.IdempotencyLevel is Level.NoSideEffects or Level.Idempotent)
            .ToFrozenDictionary(method => method.Name, KeyOf);
    }

    /// <summary>Those that may be repeated whatever their request says.</summary>
    public IEnumerable<MethodName> Always => _keys
        .Where(method => method.Value is null)
        .Select(method => new MethodName { Service = _service, Method = method.Key });

    /// <summary>The methods of a generated client, which stands inside its service's class.</summary>
    public static RepeatableMethods Of<TClient>() =>
        typeof(TClient).DeclaringType?.GetProperty("Descriptor")?.GetValue(null) is ServiceDescriptor service
            ? new RepeatableMethods(service)
            : throw new ArgumentException($"{typeof(TClient)} is no client that was generated from a proto.");

    public bool Include(string method, object request) =>
        _keys.TryGetValue(method, out var key)
        && (key is null || (request is IMessage message && key.Accessor.GetValue(message) is string { Length: > 0 }));

    private static FieldDescriptor? KeyOf(MethodDescriptor method) =>
        method.GetOptions().IdempotencyLevel == Level.Idempotent ? method.InputType.FindFieldByName(Key) : null;
}
