[assembly: AssemblyFixture(typeof(Chat.Tests.Infrastructure.SharedApplication))]

namespace Chat.Tests.Infrastructure;

/// <summary>The system that all ordinary tests share: two workers, everything else once.</summary>
public sealed class SharedApplication : ChatApplication
{
    protected override IReadOnlyList<string> Arguments => ["--Replicas:llm-worker=2", $"--ConnectionStrings:model={Prompts.Model}"];
}
