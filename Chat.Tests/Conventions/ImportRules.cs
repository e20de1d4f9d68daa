using System.Xml.Linq;

namespace Chat.Tests.Conventions;

/// <summary>Who may know whom: projects by their references, code by its using lines.</summary>
[Trait("Category", "Conventions")]
public sealed class ImportRules
{
    /// <summary>What each project may reference, besides packages.</summary>
    private static readonly Dictionary<string, string[]> s_references = new()
    {
        ["Chat.Contracts"] = [],
        ["Chat.ServiceDefaults"] = ["Chat.Contracts"],
        ["Chat.Gateway"] = ["Chat.Contracts", "Chat.ServiceDefaults"],
        ["Chat.Conversations"] = ["Chat.Contracts", "Chat.ServiceDefaults"],
        ["Chat.LlmWorker"] = ["Chat.Contracts", "Chat.ServiceDefaults"],
        ["Chat.PresenceService"] = ["Chat.Contracts", "Chat.ServiceDefaults"],
        ["Chat.AppHost"] = ["Chat.Gateway", "Chat.Conversations", "Chat.LlmWorker", "Chat.PresenceService"],
    };

    /// <summary>The namespaces of each project, to see them in using lines.</summary>
    private static readonly Dictionary<string, string> s_namespaces = new()
    {
        ["Chat.Contracts"] = "Chat.Contracts",
        ["Chat.ServiceDefaults"] = "Chat.ServiceDefaults",
        ["Chat.Gateway"] = "Chat.Gateway",
        ["Chat.Conversations"] = "Chat.Conversations",
        ["Chat.LlmWorker"] = "Chat.LlmWorker",
        ["Chat.PresenceService"] = "Chat.Presence",
        ["Chat.AppHost"] = "Chat.AppHost",
    };

    /// <summary>Where a vendor's namespace may be used, by project.</summary>
    private static readonly (string Vendor, string Project, string[] Folders)[] s_vendors =
    [
        ("StackExchange.Redis", "Chat.Gateway", ["Generation/Streaming"]),
        // A cancel closes the job's stream, which Generation does; a purge hears that Redis is away.
        ("StackExchange.Redis", "Chat.Conversations",
            ["Publishing", "Projections", "RateLimiting", "Generation", "Messages/Window", "Conversations/Purging"]),
        ("StackExchange.Redis", "Chat.LlmWorker", ["Publishing"]),
        ("StackExchange.Redis", "Chat.PresenceService", ["Online"]),
        ("Confluent.Kafka", "Chat.Conversations", ["Dispatching"]),
        ("Confluent.Kafka", "Chat.LlmWorker", ["Consuming"]),
        // Verbs and queries write their own SQL.
        ("Npgsql", "Chat.Conversations",
            [
                "Appending", "Audit", "Conversations", "Dispatching", "Generation", "Messages", "Participants",
                "Projections", "Publishing", "Receipts", "SlowReads", "Storage", "Threads",
            ]),
        // What only the database can tell of a measurement.
        ("Npgsql", "bench", ["Chat.Bench"]),
        ("NpgsqlTypes", "Chat.Conversations", ["Appending", "Generation", "Messages", "Storage"]),
        ("Microsoft.EntityFrameworkCore", "Chat.Conversations", ["Conversations", "Generation", "Storage"]),
        ("MongoDB", "Chat.Conversations", ["Storage"]),
        ("OpenAI", "Chat.LlmWorker", ["Providers"]),
        ("System.ClientModel", "Chat.LlmWorker", ["Providers"]),
        ("Microsoft.Extensions.AI", "Chat.LlmWorker", ["Providers", "Generation"]),
    ];

    /// <summary>Packages that a thin gateway has no use for.</summary>
    private static readonly string[] s_notInGateway = ["Npgsql", "EntityFramework", "Mongo", "Kafka", "OpenAI", "Extensions.AI"];

    [Fact]
    [Trait("Requirement", "ARC-01")]
    [Trait("Requirement", "ARC-14")]
    public void Projects_ReferenceOnlyWhatTheyMay() => Rule.Holds(s_references.Keys.SelectMany(Overreaching));

    [Fact]
    [Trait("Requirement", "ARC-01")]
    public void Gateway_ReferencesNoStoreAndNoModel() => Rule.Holds(
        from package in Included("Chat.Gateway", "PackageReference")
        where s_notInGateway.Any(word => package.Contains(word, StringComparison.Ordinal))
        select $"Chat.Gateway references {package}");

    [Fact]
    public void Code_ImportsOnlyWhatItsProjectMay() => Rule.Holds(Repository.Production, Foreign);

    [Fact]
    [Trait("Requirement", "ARC-05")]
    public void Vendors_StayInTheirFolders() => Rule.Holds(Repository.Production, Leaking);

    [Fact]
    public void Imports_Report()
    {
        Rule.Reports(Foreign, "Chat.Gateway/A.cs", "using Chat.Conversations.Storage;");
        Rule.Reports(Foreign, "Chat.PresenceService/A.cs", "using static Chat.Gateway.Sse.SseWriter;");
        Rule.Reports(Foreign, "Chat.Contracts/A.cs", "using Chat.ServiceDefaults;");
        Rule.Reports(Leaking, "Chat.Gateway/Transports/Sse/A.cs", "using StackExchange.Redis;");
        Rule.Reports(Leaking, "Chat.Gateway/Generation/A.cs", "using Npgsql;");
        Rule.Reports(Leaking, "Chat.LlmWorker/Generation/A.cs", "using Confluent.Kafka;");
        Assert.Empty(Leaking(SourceFile.Sample("Chat.LlmWorker/Providers/OpenAi/A.cs", "using OpenAI.Chat;")));
        Assert.Empty(Foreign(SourceFile.Sample("Chat.Gateway/A.cs", "using Chat.Contracts.Conversations.V1;")));
    }

    private static IEnumerable<string> Overreaching(string project) =>
        from reference in Included(project, "ProjectReference")
        let name = Path.GetFileNameWithoutExtension(reference.Replace('\\', '/'))
        where !s_references[project].Contains(name)
        select $"{project} references {name}";

    private static IEnumerable<string> Included(string project, string item) =>
        XDocument.Parse(Repository.Read($"{project}/{project}.csproj"))
            .Descendants(item).Select(element => element.Attribute("Include")!.Value);

    private static IEnumerable<string> Foreign(SourceFile file)
    {
        var allowed = file.Project switch
        {
            // It refers to the services as resources, never to their code.
            "Chat.AppHost" => [],
            "bench" => ["Chat.Contracts"],
            _ => s_references[file.Project],
        };
        return
            from line in file.Usings
            from other in s_namespaces
            where other.Key != file.Project && !allowed.Contains(other.Key) && IsWithin(line, other.Value)
            select $"{file.Path}: using {line}";
    }

    private static IEnumerable<string> Leaking(SourceFile file) =>
        from line in file.Usings
        from vendor in s_vendors.Select(rule => rule.Vendor).Distinct()
        where IsWithin(line, vendor) && !s_vendors.Any(rule => rule.Vendor == vendor && Allows(rule, file))
        select $"{file.Path}: using {line}";

    private static bool Allows((string Vendor, string Project, string[] Folders) rule, SourceFile file) =>
        file.Project == rule.Project
        && rule.Folders.Any(folder => file.Folder == folder || file.Folder.StartsWith(folder + "/", StringComparison.Ordinal));

    private static bool IsWithin(string name, string space) =>
        name == space || name.StartsWith(space + ".", StringComparison.Ordinal);
}
