using System.Globalization;

namespace Chat.Cli.Tokens;

/// <summary>Reads from the command line for whom a token is.</summary>
internal static class TokenOptions
{
    public static readonly string[] Known = ["--user", "--org", "--type", "--role", "--hours"];

    public static string Mint(Options options)
    {
        var type = options.Get("--type", "user");
        if (type is not ("user" or "agent"))
            throw CliException.Usage($"option '--type' can be user or agent, not '{type}'.");
        var token = new DevelopmentToken(
            options.Get("--user", "dev"), options.Get("--org", "default"), type, options.All("--role"), Lifetime(options));
        return token.Sign(SigningKey.Read(), TimeProvider.System.GetUtcNow());
    }

    private static TimeSpan Lifetime(Options options)
    {
        var given = options.Get("--hours", "12");
        return double.TryParse(given, CultureInfo.InvariantCulture, out var hours) && hours is > 0 and <= 8760
            ? TimeSpan.FromHours(hours)
            : throw CliException.Usage($"option '--hours' can be a number up to 8760, not '{given}'.");
    }
}
