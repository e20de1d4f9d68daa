using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.State;

namespace Aspire.Hosting.Native;

/// <summary>Chooses data folders: kept ones for volumes of a run with a state folder, else fresh ones that go away.</summary>
internal sealed class DataFolders(StateFolder state) : IDisposable
{
    // Others may pass through to their own folder, not look around.
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
        UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DataFolder> _folders = [];
    private string? _temporary;

    public DataFolder For(IResource resource)
    {
        lock (_gate)
        {
            if (!_folders.TryGetValue(resource.Name, out var folder))
                _folders[resource.Name] = folder = Create(resource);
            return folder;
        }
    }

    public void Dispose()
    {
        if (_temporary is not null && Directory.Exists(_temporary))
            TemporaryFolders.Delete(_temporary);
    }

    private DataFolder Create(IResource resource)
    {
        var mount = resource.Annotations.OfType<ContainerMountAnnotation>().FirstOrDefault(m => !m.IsReadOnly);
        if (mount is { Type: ContainerMountType.BindMount, Source: { } path })
            return Make(System.IO.Path.GetFullPath(path), isKept: true);
        if (mount is not null && state.Path is { } kept)
            return Make(System.IO.Path.Combine(PassableRoot(kept), "data", mount.Source ?? resource.Name), isKept: true);

        _temporary ??= TemporaryFolders.Create(Passable);
        return Make(System.IO.Path.Combine(_temporary, resource.Name), isKept: false);
    }

    private static DataFolder Make(string path, bool isKept)
    {
        Directory.CreateDirectory(path, Passable);
        return new DataFolder(path, isKept);
    }

    /// <summary>
    /// PostgreSQL does not run as root, and its account cannot reach a folder below a private one such as /root; then
    /// the data lives under /var/lib, in a folder named after the state folder. The server's log names it.
    /// </summary>
    private static string PassableRoot(string statePath)
    {
        if (!Environment.IsPrivilegedProcess || TemporaryFolders.IsPassable(statePath))
            return statePath;

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statePath)))[..10];
        return $"/var/lib/chat-apphost/{hash}";
    }
}
