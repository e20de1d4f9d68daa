using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Native;

/// <summary>Where a native server keeps its files.</summary>
internal sealed record DataFolder(string Path, bool IsKept)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>A subfolder that only the given account can enter; null means the AppHost's own account.</summary>
    public string Prepare(string name, UnixAccount? owner)
    {
        var folder = System.IO.Path.Combine(Path, name);
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, Private);
            owner?.Own(folder);
        }

        return folder;
    }
}
