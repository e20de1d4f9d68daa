using Chat.Cli.Tokens;

namespace Chat.Cli.Verbs;

/// <summary>Prints a development token.</summary>
internal sealed class TokenVerb : IVerb
{
    public string Name => "token";
    public string Arguments => "[--user ID] …";
    public string Summary => "print a development JWT (--user, --org, --type user|agent, --role, --hours)";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var options = Options.Parse(arguments, TokenOptions.Known);
        if (options.Words is [var word, ..])
            throw CliException.Usage($"'token' takes no '{word}'; for another user: --user {word}");
        Console.WriteLine(TokenOptions.Mint(options));
        return Task.FromResult(ExitCodes.Success);
    }
}
