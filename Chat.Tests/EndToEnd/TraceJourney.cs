using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.Contracts;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.EndToEnd;

/// <summary>One trace id follows a prompt through the logs of every service, over Kafka too.</summary>
[Trait("Requirement", "OBS-14")]
public sealed class TraceJourney(SharedApplication chat) : SystemTest(chat)
{
    [Fact]
    public async Task Prompt_IsLoggedUnderItsTraceIdByEveryService()
    {
        using var ann = Chat.NewUser();
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = JsonContent.Create(new Prompt(Prompts.Short), options: JsonSerializerOptions.Web),
            Headers = { { HeaderNames.TraceParent, $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01" } },
        };

        using var response = await ann.Http.SendAsync(request, Cancel);
        var asked = await response.Content.ReadFromJsonAsync<Submission>(Cancel);
        await ann.EndOfAsync(asked!.JobId, Cancel);

        await Eventually.ReadAsync(
            _ => Task.FromResult(string.Join(',', Services(trace))),
            services => services == "conversations,gateway,llm-worker", TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task Problem_NamesTheTraceOfItsRequest()
    {
        using var ann = Chat.NewUser();
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/chat/jobs/{Guid.NewGuid()}")
        {
            Headers = { { HeaderNames.TraceParent, $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01" } },
        };

        using var response = await ann.Http.SendAsync(request, Cancel);

        var problem = await ProblemAssert.IsAsync(404, "not_found", response);
        Assert.Equal(trace, problem.GetProperty("traceId").GetString());
    }

    private IEnumerable<string> Services(string trace) =>
        Chat.Logs.Records.Where(record => record.HasTrace(trace))
            .Select(record => record.Resource).Distinct().Order(StringComparer.Ordinal);
}
