namespace Chat.Cli;

/// <summary>The command cannot go on; the message is the one line that the user reads.</summary>
internal sealed class CliException(string message, int exitCode = ExitCodes.Failure) : Exception(message)
{
    public int ExitCode => exitCode;

    /// <summary>Another program has told the user why.</summary>
    public static CliException AlreadyTold(int exitCode) => new("", exitCode);

    public static CliException Usage(string message) => new(message, ExitCodes.Usage);
}
