using System.Runtime.InteropServices;

/// <summary>Starts threads of a native library that no signal reaches; the runtime's own threads handle them.</summary>
internal static partial class Signals
{
    private const int SetMask = 2;

    /// <summary>The size of <c>sigset_t</c> in glibc.</summary>
    private const int Bytes = 128;

    /// <summary>Threads that <paramref name="start"/> makes inherit the mask of this one, see pthread_sigmask(3).</summary>
    public static T Blocked<T>(Func<T> start)
    {
        var (all, before) = (Enumerable.Repeat(byte.MaxValue, Bytes).ToArray(), new byte[Bytes]);
        Set(all, before);
        try
        {
            return start();
        }
        finally
        {
            Set(before, new byte[Bytes]);
        }
    }

    private static void Set(byte[] mask, byte[] before)
    {
        if (Mask(SetMask, mask, before) != 0)
            throw new InvalidOperationException("The signal mask cannot be set.");
    }

    [LibraryImport("libc", EntryPoint = "pthread_sigmask")]
    private static partial int Mask(int how, byte[] mask, byte[] before);
}
