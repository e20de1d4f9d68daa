using System.Text.Json;

namespace Chat.Cli.Hosting;

/// <summary>What the stand-in AppHost says of the running system in .chat/state.json.</summary>
internal sealed record SystemState(int Pid, string? Dashboard, string? DashboardReason, ResourceState[] Resources)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string Path => System.IO.Path.Combine(Checkout.State, "state.json");

    public static SystemState? Read()
    {
        try
        {
            return JsonSerializer.Deserialize<SystemState>(File.ReadAllBytes(Path), Json);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    public string? Gateway => Resources.FirstOrDefault(one => one.Name == "gateway")?.Address;
}
