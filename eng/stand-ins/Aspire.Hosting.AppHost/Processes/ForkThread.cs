using System.Collections.Concurrent;

namespace Aspire.Hosting.Processes;

/// <summary>
/// Starts every child process from one thread that lives as long as the AppHost: the kernel sends the parent-death
/// signal when the forking thread ends, not when its process does.
/// </summary>
internal static class ForkThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static ForkThread() => new Thread(Run) { IsBackground = true, Name = "Aspire.Hosting.Fork" }.Start();

    public static Task<T> RunAsync<T>(Func<T> start)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                result.SetResult(start());
            }
            catch (Exception exception)
            {
                result.SetException(exception);
            }
        });
        return result.Task;
    }

    private static void Run()
    {
        foreach (var start in Work.GetConsumingEnumerable())
            start();
    }
}
