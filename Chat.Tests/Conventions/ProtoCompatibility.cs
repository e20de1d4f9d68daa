using Chat.Contracts.Conversations.V1;
using Google.Protobuf.Reflection;

namespace Chat.Tests.Conventions;

/// <summary>
/// The protos only grow: whatever the checked-in baseline lists is still there, with its number and type. New lines are
/// added to <c>Conventions/proto-baseline.txt</c> together with the proto that brings them.
/// </summary>
[Trait("Category", "Conventions")]
public sealed class ProtoCompatibility
{
    private static readonly string s_baseline = Repository.Read("Chat.Tests/Conventions/proto-baseline.txt");

    [Fact]
    [Trait("Requirement", "ARC-15")]
    public void Protos_KeepEveryLineOfTheBaseline() => Rule.Holds(Lines(s_baseline).Except(Current()).Select(line => "gone: " + line));

    [Fact]
    public void Baseline_KnowsEveryLineOfTheProtos() => Rule.Holds(Current().Except(Lines(s_baseline)).Select(line => "new: " + line));

    /// <summary>Clients repeat what its proto says may be repeated, so that nobody forgets to think about it.</summary>
    [Fact]
    public void Methods_SayWhetherTheyMayBeRepeated() => Rule.Holds(Files()
        .SelectMany(file => file.Services).SelectMany(service => service.Methods)
        .Where(method => method.GetOptions() is not { HasIdempotencyLevel: true })
        .Select(method => $"{method.FullName} has no idempotency_level"));

    [Fact]
    public void Comparison_SeesARenumberedField()
    {
        var changed = Current().Select(line => line.Replace("SubmitPromptRequest.message = 1", "SubmitPromptRequest.message = 9"));

        Assert.NotEmpty(Current().Except(changed));
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static IEnumerable<string> Current() => Files().SelectMany(Describe).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<FileDescriptor> Files() => typeof(Conversation).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<FileDescriptor>();

    private static IEnumerable<string> Describe(FileDescriptor file) =>
    [
        .. file.MessageTypes.SelectMany(Describe),
        .. file.EnumTypes.SelectMany(Describe),
        .. file.Services.SelectMany(service => service.Methods).Select(Describe),
    ];

    private static IEnumerable<string> Describe(MessageDescriptor message) =>
    [
        $"message {message.FullName}",
        .. message.Fields.InFieldNumberOrder().Select(field =>
            $"{message.FullName}.{field.Name} = {field.FieldNumber} {(field.IsRepeated ? "repeated " : "")}{TypeOf(field)}"),
        .. message.NestedTypes.SelectMany(Describe),
        .. message.EnumTypes.SelectMany(Describe),
    ];

    private static IEnumerable<string> Describe(EnumDescriptor type) =>
        type.Values.Select(value => $"{type.FullName}.{value.Name} = {value.Number}");

    private static string Describe(MethodDescriptor method) =>
        $"rpc {method.FullName}({(method.IsClientStreaming ? "stream " : "")}{method.InputType.FullName})"
        + $" returns ({(method.IsServerStreaming ? "stream " : "")}{method.OutputType.FullName})";

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        var type => type.ToString().ToLowerInvariant(),
    };
}
