using System.Net.Http.Headers;
using Chat.Cli.Asking;
using Chat.Cli.Hosting;
using Chat.Cli.Tokens;

namespace Chat.Cli.Verbs;

/// <summary>Sends a prompt and prints the answer as it streams.</summary>
internal sealed class AskVerb : IVerb
{
    public string Name => "ask";
    public string Arguments => "\"TEXT\" [--conversation ID] …";
    public string Summary => "send a prompt and print the answer as it streams, then ids and usage (options as token's)";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var options = Options.Parse(arguments, ["--conversation", .. TokenOptions.Known]);
        if (options.Words is [] || options.Words.All(string.IsNullOrWhiteSpace))
            throw CliException.Usage("'ask' needs a text.");
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenOptions.Mint(options));
        return await AskAsync(new GatewayClient(client, Gateway()), options, cancellationToken);
    }

    private static async Task<int> AskAsync(GatewayClient gateway, Options options, CancellationToken cancellationToken)
    {
        var conversation = options.Get("--conversation", "");
        var submitted = await SubmitAsync(gateway, options, conversation is "" ? null : conversation, cancellationToken);
        var text = new AnswerText(Console.Out, Console.Error);
        var last = await gateway.FollowAsync(submitted.StreamUrl, text.Take, cancellationToken);
        text.End();
        Console.WriteLine($"conversation {submitted.ConversationId}");
        Console.WriteLine($"prompt       {submitted.MessageId}");
        Console.WriteLine($"job          {submitted.JobId}");
        if (last.MessageId is not null)
            Console.WriteLine($"answer       {last.MessageId}");
        if (last.Usage is { } usage)
            Console.WriteLine($"usage        {usage.GetRawText()}");
        return last.Status is null or "completed"
            ? ExitCodes.Success
            : throw new CliException($"the answer is {last.Status}{(last.Reason is null ? "" : $": {last.Reason}")}.");
    }

    private static async Task<Submitted> SubmitAsync(
        GatewayClient gateway, Options options, string? conversation, CancellationToken cancellationToken)
    {
        try
        {
            return await gateway.SubmitAsync(string.Join(' ', options.Words), conversation, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new CliException($"the gateway does not answer ({exception.Message}); see: ./chat status");
        }
    }

    private static Uri Gateway() => Endpoints.Read() is { } endpoints
        ? new Uri($"{endpoints.Gateway.TrimEnd('/')}/")
        : throw new CliException("the system does not run; start it with: ./chat up");
}
