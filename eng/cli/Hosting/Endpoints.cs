using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Cli.Hosting;

/// <summary>Where the running system answers: the content of .chat/endpoints.json.</summary>
internal sealed record Endpoints(string Gateway, string? Dashboard, Dictionary<string, string[]>? Services = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Endpoints? Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Endpoints>(File.ReadAllBytes(Checkout.EndpointsFile), Json);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    public void Write()
    {
        var temporary = $"{Checkout.EndpointsFile}.tmp";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(this, Json));
        File.Move(temporary, Checkout.EndpointsFile, overwrite: true);
    }

    public void Print()
    {
        Console.WriteLine($"gateway    {Gateway}");
        if (Dashboard is not null)
            Console.WriteLine($"dashboard  {Dashboard}");
    }
}
