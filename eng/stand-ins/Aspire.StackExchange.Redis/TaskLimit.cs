using System.Collections.Concurrent;
using System.Reflection;

namespace Aspire.StackExchange.Redis;

/// <summary>Puts a time limit on a task whose result type is known only at run time.</summary>
internal static class TaskLimit
{
    private static readonly ConcurrentDictionary<Type, Func<Task, TimeSpan, Task>> Limits = new();

    public static Task Apply(Task task, Type taskType, TimeSpan limit) =>
        task.IsCompleted ? task : Limits.GetOrAdd(taskType, Create)(task, limit);

    private static Func<Task, TimeSpan, Task> Create(Type taskType)
    {
        if (!taskType.IsGenericType)
            return static (task, limit) => task.WaitAsync(limit);

        var method = typeof(TaskLimit).GetMethod(nameof(Limit), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(taskType.GenericTypeArguments);
        return method.CreateDelegate<Func<Task, TimeSpan, Task>>();
    }

    private static Task<T> Limit<T>(Task task, TimeSpan limit) => ((Task<T>)task).WaitAsync(limit);
}
