using System.Text.Json;

namespace Aspire.Hosting.DotnetProjects;

/// <summary>The launchSettings.json of a project.</summary>
internal sealed class LaunchSettings
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNameCaseInsensitive = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public Dictionary<string, LaunchProfile> Profiles { get; set; } = [];

    public static LaunchSettings Read(string projectDirectory)
    {
        var path = Path.Combine(projectDirectory, "Properties", "launchSettings.json");
        if (!File.Exists(path))
            return new LaunchSettings();

        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(path), Format) ?? new LaunchSettings();
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException($"Failed to read '{path}': {exception.Message}", exception);
        }
    }

    /// <summary>The named profile, or the first of kind Project.</summary>
    public KeyValuePair<string, LaunchProfile>? Select(params IEnumerable<string?> names)
    {
        foreach (var name in names)
        {
            if (name is not null && Profiles.TryGetValue(name, out var profile))
                return new(name, profile);
        }

        return Profiles.Where(p => p.Value.CommandName == "Project")
            .Select(p => (KeyValuePair<string, LaunchProfile>?)p).FirstOrDefault();
    }
}
