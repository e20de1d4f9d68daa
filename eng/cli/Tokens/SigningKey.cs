using System.Text.Json;
using System.Xml.Linq;

namespace Chat.Cli.Tokens;

/// <summary>The development key that signs user tokens: the AppHost's parameter, by environment or from its user secrets.</summary>
internal static class SigningKey
{
    private const string Parameter = "Parameters:jwt-signing-key";
    private const string Variable = "Parameters__jwt-signing-key";

    public static string Read() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : ReadSecret(SecretsFile());

    private static string ReadSecret(string path)
    {
        if (File.Exists(path))
        {
            var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
            using var secrets = JsonDocument.Parse(File.ReadAllText(path), options);
            if (secrets.RootElement.TryGetProperty(Parameter, out var key) && key.GetString() is { Length: > 0 } value)
                return value;
        }

        throw new CliException($"there is no signing key yet ({Parameter} in {path}); start the system once: ./chat up");
    }

    private static string SecretsFile()
    {
        var id = XDocument.Load(Checkout.AppHostProject).Descendants("UserSecretsId").Single().Value;
        return OperatingSystem.IsWindows()
            ? Path.Combine(Folder("APPDATA"), "Microsoft", "UserSecrets", id, "secrets.json")
            : Path.Combine(Folder("HOME"), ".microsoft", "usersecrets", id, "secrets.json");
    }

    private static string Folder(string variable) =>
        Environment.GetEnvironmentVariable(variable) ?? throw new CliException($"the variable {variable} is not set.");
}
