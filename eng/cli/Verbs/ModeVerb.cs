namespace Chat.Cli.Verbs;

/// <summary>Shows or sets the package mode.</summary>
internal sealed class ModeVerb : IVerb
{
    public string Name => "mode";
    public string Arguments => "[full|restricted|auto]";
    public string Summary => "show, force or detect the package mode and its reason";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length > 1)
            throw CliException.Usage($"'mode' takes one of full, restricted, auto; not '{string.Join(' ', arguments)}'.");
        await SetUp.ModeAsync(arguments, cancellationToken);
        return ExitCodes.Success;
    }
}
