namespace Chat.Cli;

/// <summary>Builds a project with what it refers to, unless nothing changed since it was built last.</summary>
internal static class Builder
{
    public static async Task EnsureAsync(string project, string program, CancellationToken cancellationToken)
    {
        var stamp = new BuildStamp(Path.Combine(Checkout.State, Stamp(project)));
        var now = BuildStamp.Now();
        if (File.Exists(program) && stamp.Covers(now))
            return;
        Console.WriteLine($"chat: building {Path.GetFileNameWithoutExtension(project)}.");
        var (exitCode, output) = await Tool.CaptureAsync(
            "dotnet", ["build", project, "-v", "q", "-nologo", "-clp:ErrorsOnly"], cancellationToken);
        if (exitCode != 0)
            throw Failure(output);
        stamp.Write(now);
    }

    private static string Stamp(string project) =>
        $"built-{Path.GetFileNameWithoutExtension(project)}{(Checkout.Configuration == "Debug" ? "" : $"-{Checkout.Configuration}")}";

    private static CliException Failure(string output)
    {
        Console.Error.WriteLine(output);
        return new CliException(Checkout.IsRestricted || !output.Contains("Aspire", StringComparison.Ordinal)
            ? "the build failed; the errors are above."
            : "the build failed; if the Aspire packages do not restore, switch with: ./chat mode restricted");
    }
}
