using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Hosting.StandIns;

/// <summary>Which environment the started processes live in.</summary>
public sealed class EnvironmentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Project_LivesInItsLaunchProfilesEnvironment()
    {
        var builder = ModelEnvironment.NewBuilder();

        var project = builder.AddProject<Projects.Chat_LlmWorker>("worker");
        project.Resource.Allocate("http", 6201);
        await using var app = builder.Build();

        Assert.Equal("Development", (await project.EnvironmentAsync(Cancel))["ASPNETCORE_ENVIRONMENT"]);
    }

    [Fact]
    public async Task ProjectWithoutProfile_IsToldNoEnvironment()
    {
        var builder = ModelEnvironment.NewBuilder("--environment", "Development");

        var project = builder.AddProject<Projects.Chat_LlmWorker>("worker", options => options.ExcludeLaunchProfile = true);
        project.Resource.Allocate("http", 6201);
        await using var app = builder.Build();

        var environment = await project.EnvironmentAsync(Cancel);
        Assert.Equal("Development", builder.Environment.EnvironmentName);
        Assert.DoesNotContain("ASPNETCORE_ENVIRONMENT", environment.Keys);
        Assert.DoesNotContain("DOTNET_ENVIRONMENT", environment.Keys);
    }

    [Fact]
    public async Task EnvironmentOfTheHost_IsNotHandedOn()
    {
        // The host of this test run may have none itself.
        var before = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
        Environment.SetEnvironmentVariable("DOTNET_ENVIRONMENT", before ?? "Development");
        try
        {
            var builder = ModelEnvironment.NewBuilder();
            var teller = builder.AddExecutable("teller", "sh", ".", "-c", "echo \"told <$ASPNETCORE_ENVIRONMENT$DOTNET_ENVIRONMENT>\"");
            await using var app = builder.Build();
            await app.StartAsync(Cancel);

            Assert.EndsWith("told <>", await FirstLineAsync(app, teller.Resource), StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("DOTNET_ENVIRONMENT", before);
        }
    }

    private static async Task<string> FirstLineAsync(DistributedApplication app, ExecutableResource resource)
    {
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var batch in logs.WatchAsync(resource).WithCancellation(Cancel))
            foreach (var line in batch)
                return line.Content;
        throw new InvalidOperationException($"{resource.Name} said nothing.");
    }
}
