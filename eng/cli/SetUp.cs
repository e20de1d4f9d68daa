namespace Chat.Cli;

/// <summary>Makes the machine ready through the scripts of eng/set-up; on Windows only full mode exists, without set-up.</summary>
internal static class SetUp
{
    public static Task EnsureAsync(CancellationToken cancellationToken) =>
        OperatingSystem.IsWindows() ? Task.CompletedTask : RunAsync("set-up.sh", [], cancellationToken);

    public static Task ModeAsync(string[] arguments, CancellationToken cancellationToken) =>
        OperatingSystem.IsWindows()
            ? throw new CliException("on Windows there is only full mode.")
            : RunAsync("mode.sh", arguments, cancellationToken);

    private static async Task RunAsync(string script, string[] arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Checkout.Root, "eng", "set-up", script);
        var exitCode = await Tool.RunAsync("bash", [path, .. arguments], cancellationToken);
        if (exitCode != 0)
            throw CliException.AlreadyTold(exitCode);
    }
}
