using System.Text.Json;

namespace Chat.Tests.Infrastructure;

/// <summary>Checks refusals: problem details with a stable code and nothing of our insides.</summary>
internal static class ProblemAssert
{
    private static readonly string[] s_insides = [" at Chat.", "Npgsql", "StackTrace", "Exception", ".cs:line", "SELECT ", "Grpc.Core"];

    public static async Task StatusAsync(int status, HttpResponseMessage response)
    {
        if ((int)response.StatusCode != status)
            Assert.Fail($"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri} answered "
                + $"{(int)response.StatusCode}, not {status}: {await response.Content.ReadAsStringAsync()}");
    }

    public static async Task SuccessAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            await StatusAsync(200, response);
    }

    /// <summary>A problem of the given status and code; returns its body.</summary>
    public static async Task<JsonElement> IsAsync(int status, string code, HttpResponseMessage response)
    {
        await StatusAsync(status, response);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.All(s_insides, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
        return problem;
    }

    /// <summary>A validation problem that names the field, by its wire name and with a code.</summary>
    public static async Task NamesAsync(string field, HttpResponseMessage response)
    {
        var problem = await IsAsync(400, "validation_failed", response);
        Assert.Contains(field, problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()));
    }
}
