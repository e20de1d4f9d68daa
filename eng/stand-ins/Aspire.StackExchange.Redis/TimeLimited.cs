using System.Reflection;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>
/// Ends the wait for an answer of Redis after the time limit, as StackExchange.Redis 2 does. In 1.2.6 only synchronous
/// calls have a limit; an asynchronous one waits for a hanging Redis for ever.
/// </summary>
#pragma warning disable CA1852 // The run time derives the proxy from it.
internal class TimeLimited<T> : DispatchProxy
    where T : class
#pragma warning restore CA1852
{
    private T _inner = null!;
    private TimeSpan _limit;

    public static T Wrap(T inner, TimeSpan limit)
    {
        var proxy = Create<T, TimeLimited<T>>();
        var wrapper = (TimeLimited<T>)(object)proxy;
        wrapper._inner = inner;
        wrapper._limit = limit;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = targetMethod!;
        return method.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null) switch
        {
            Task task => TaskLimit.Apply(task, method.ReturnType, _limit),
            IDatabase database => TimeLimited<IDatabase>.Wrap(database, _limit),
            ISubscriber subscriber => TimeLimited<ISubscriber>.Wrap(subscriber, _limit),
            var result => result,
        };
    }
}
