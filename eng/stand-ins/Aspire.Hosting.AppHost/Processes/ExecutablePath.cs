namespace Aspire.Hosting.Processes;

/// <summary>Finds programs as a shell would.</summary>
internal static class ExecutablePath
{
    public static string? Find(string command, string? workingDirectory = null, params IEnumerable<string> extraFolders)
    {
        if (command.Contains('/') || command.Contains('\\'))
        {
            var path = Path.GetFullPath(Path.Combine(workingDirectory ?? Directory.GetCurrentDirectory(), command));
            return File.Exists(path) ? path : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(extraFolders);
        return folders.Select(folder => Path.Combine(folder, command)).FirstOrDefault(File.Exists);
    }
}
