namespace Chat.Cli.Testing;

/// <summary>One run of the test project with the .NET test command.</summary>
internal static class TestRun
{
    private static string Results => Path.Combine(Checkout.State, "test-results");

    public static async Task<int> RunAsync(IReadOnlyList<string> filters, CancellationToken cancellationToken)
    {
        if (Directory.Exists(Results))
            Directory.Delete(Results, recursive: true);
        var exitCode = await Tool.RunAsync("dotnet", Arguments(filters), cancellationToken);
        var summary = TestSummary.Read(Results);
        if (summary.Passed + summary.Failed == 0)
            Console.Error.WriteLine("chat: no test ran.");
        Console.WriteLine(summary);
        return exitCode != 0 || summary.Failed > 0 || summary.Passed == 0 ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static IEnumerable<string> Arguments(IReadOnlyList<string> filters) =>
    [
        "test", Checkout.TestProject, "--no-build", "--nologo", "--results-directory", Results,
        "--logger", "trx", "--logger", "console;verbosity=minimal",
        .. filters.Count == 0 ? [] : new[] { "--filter", string.Join('|', filters.Select(Expression)) },
    ];

    // A word means: the test's full name contains it. Anything else is already an expression of the test command.
    private static string Expression(string filter) =>
        filter.IndexOfAny(['=', '~']) >= 0 ? $"({filter})" : $"FullyQualifiedName~{filter}";
}
