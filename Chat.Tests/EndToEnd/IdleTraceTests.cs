using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.Testing;
using Chat.Contracts;
using Chat.Tests.Infrastructure;
using Npgsql;

namespace Chat.Tests.EndToEnd;

/// <summary>An operator finds requests and work among the traces, and not that nothing was to do.</summary>
[Collection(FaultCollection.Name)]
[Trait("Requirement", "OBS-14")]
public sealed class IdleTraceTests(TracedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2)), IClassFixture<TracedApplication>
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task LoopsThatFindNothing_BeginNoTrace_ThoseThatFindWorkDo()
    {
        await IdleForPollsAsync(25);

        var (trace, asked) = await AskAsync();

        // What a service recorded before is exported before; the commit is recorded after what it asked the database.
        await Eventually.HoldsAsync(
            () => Spans.Any(span => span.TraceId == trace && span is { Service: "conversations", Name: "append" }), s_soon, Cancel);
        await Eventually.ReadAsync(
            _ => Task.FromResult(string.Join(',', ServicesIn(trace))),
            services => services == "conversations,gateway,llm-worker", s_soon, Cancel);
        Assert.DoesNotContain(Spans, span => span.IsRoot);

        await LeaveUnpublishedAsync(asked.ConversationId);
        await Eventually.HoldsAsync(
            () => Spans.Any(span => span is { IsRoot: true, Service: "conversations", Name: "log catch-up" }), s_soon, Cancel);
    }

    private IReadOnlyCollection<ExportedSpan> Spans => chat.Collector.Spans;

    private IEnumerable<string> ServicesIn(string trace) =>
        Spans.Where(span => span.TraceId == trace).Select(span => span.Service).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Until the loops have asked the database so many times; counted from beside it.</summary>
    private async Task IdleForPollsAsync(int count)
    {
        var beside = new NpgsqlConnectionStringBuilder(await Chat.App.GetConnectionStringAsync("chatdb", Cancel)) { Database = "postgres" };
        await using var connection = new NpgsqlConnection(beside.ConnectionString);
        await connection.OpenAsync(Cancel);
        var before = await PollsAsync(Cancel);
        await Eventually.ReadAsync(PollsAsync, polls => polls >= before + count, s_soon, Cancel);

        async Task<long> PollsAsync(CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand(
                "SELECT xact_commit FROM pg_stat_database WHERE datname = 'chatdb'", connection);
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
    }

    private async Task<(string Trace, Submission Asked)> AskAsync()
    {
        using var ann = Chat.NewUser();
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = JsonContent.Create(new Prompt(Prompts.Short), options: JsonSerializerOptions.Web),
            Headers = { { HeaderNames.TraceParent, $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01" } },
        };
        using var response = await ann.Http.SendAsync(request, Cancel);
        return (trace, (await response.Content.ReadFromJsonAsync<Submission>(Cancel))!);
    }

    /// <summary>As if the replica had died between commit and publication.</summary>
    private async Task LeaveUnpublishedAsync(Guid conversation)
    {
        await using var connection = await Chat.OpenDatabaseAsync(Cancel);
        // What the replica knows to be published it stores a moment later: it must not close the gap by that.
        await Eventually.ReadAsync(IsSettledAsync, settled => settled, s_soon, Cancel);
        await using var command = new NpgsqlCommand(
            "UPDATE conversations SET published_offset = 0, updated_at = now() - interval '1 minute' WHERE id = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversation });
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));

        async Task<bool> IsSettledAsync(CancellationToken cancellationToken)
        {
            await using var settled = new NpgsqlCommand(
                """
                SELECT c.published_offset = c.head_offset AND NOT EXISTS (
                    SELECT FROM jobs j WHERE j.conversation_id = c.id AND j.ended_at IS NULL)
                FROM conversations c WHERE c.id = $1
                """,
                connection);
            settled.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversation });
            return (bool)(await settled.ExecuteScalarAsync(cancellationToken))!;
        }
    }
}
