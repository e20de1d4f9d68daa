namespace Aspire.Hosting.Postgres;

/// <summary>Looks for processes that still live in a folder.</summary>
internal static class FolderUsers
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// A killed server leaves children for a moment, and a killed AppHost its server; a new server would be refused.
    /// </summary>
    public static async Task WaitUntilGoneAsync(string folder, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (Any(folder) && TimeProvider.System.GetElapsedTime(deadline) < timeout)
            await Task.Delay(Pause, cancellationToken);
    }

    private static bool Any(string folder) =>
        Directory.Exists("/proc") && Directory.EnumerateDirectories("/proc").Any(process => LivesIn(process, folder));

    private static bool LivesIn(string process, string folder)
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(process)[0]) &&
                new FileInfo(Path.Combine(process, "cwd")).LinkTarget == folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or it is not ours.
            return false;
        }
    }
}
