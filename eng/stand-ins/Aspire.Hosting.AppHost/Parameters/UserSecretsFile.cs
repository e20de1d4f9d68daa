using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The user secrets file of an AppHost, shared by every process that runs it.</summary>
internal sealed class UserSecretsFile(string path)
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);

    public static UserSecretsFile? Of(Assembly? appHost) =>
        appHost?.GetCustomAttribute<UserSecretsIdAttribute>() is { } id
            ? new UserSecretsFile(PathHelper.GetSecretsPathFromSecretsId(id.UserSecretsId))
            : null;

    /// <summary>Returns the stored value, or stores a new one; two processes never end up with different values.</summary>
    public string GetOrAdd(string key, Func<string> create)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var exclusive = Lock();

        var secrets = Read();
        if (secrets[key] is JsonValue stored && stored.TryGetValue<string>(out var value))
            return value;

        value = create();
        secrets[key] = value;
        var draft = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllText(draft, secrets.ToJsonString(new() { WriteIndented = true }));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(draft, path, overwrite: true);
        return value;
    }

    private JsonObject Read() =>
        File.Exists(path) && JsonNode.Parse(File.ReadAllText(path)) is JsonObject secrets ? secrets : [];

    private FileStream Lock()
    {
        var deadline = DateTime.UtcNow + LockTimeout;
        while (true)
        {
            try
            {
                return new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < deadline)
            {
                Thread.Sleep(20);
            }
        }
    }
}
