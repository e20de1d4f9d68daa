namespace Chat.Cli.Verbs;

/// <summary>Prints what a service wrote to its console, and follows it when asked to.</summary>
internal sealed class LogsVerb : IVerb
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    public string Name => "logs";
    public string Arguments => "SERVICE [-f]";
    public string Summary => "what a service wrote to its console; -f follows it";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (!Checkout.IsRestricted)
            throw new CliException("in full mode the logs are in the Aspire dashboard; its address: ./chat status");
        var follow = arguments.Contains("-f") || arguments.Contains("--follow");
        var options = Options.Parse([.. arguments.Where(one => one is not ("-f" or "--follow"))]);
        if (options.Words is not [var service])
            throw CliException.Usage($"'logs' needs one service: {Known()}.");
        var files = Files(service);
        if (files.Length == 0)
            throw new CliException($"there is no log of '{service}'; there are: {Known()}.");
        await PrintAsync(files, follow, cancellationToken);
        return ExitCodes.Success;
    }

    private static async Task PrintAsync(string[] files, bool follow, CancellationToken cancellationToken)
    {
        var readers = files.Select(Open).ToArray();
        do
        {
            foreach (var (reader, prefix) in readers)
                while (await reader.ReadLineAsync(cancellationToken) is { } line)
                    Console.WriteLine($"{prefix}{line}");
            if (follow)
                await Task.Delay(Poll, cancellationToken);
        }
        while (follow);

        (StreamReader Reader, string Prefix) Open(string path) => (
            new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)),
            files.Length == 1 ? "" : $"{Path.GetFileNameWithoutExtension(path)} | ");
    }

    // A service with replicas has a log each: name-1.log, name-2.log …
    private static string[] Files(string service) =>
        [.. All().Where(path => Path.GetFileNameWithoutExtension(path) is var name
            && (name == service || (name.StartsWith($"{service}-", StringComparison.Ordinal)
                && int.TryParse(name[(service.Length + 1)..], out _))))];

    private static string Known() => All().Length == 0
        ? "none yet, start the system with ./chat up"
        : string.Join(", ", All().Select(Path.GetFileNameWithoutExtension));

    private static string[] All() =>
        Directory.Exists(Checkout.Logs) ? [.. Directory.GetFiles(Checkout.Logs, "*.log").Order(StringComparer.Ordinal)] : [];
}
