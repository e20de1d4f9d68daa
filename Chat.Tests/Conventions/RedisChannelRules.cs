using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using StackExchange.Redis;

namespace Chat.Tests.Conventions;

/// <summary>
/// Every Redis channel says whether its name is literal or a pattern. The implicit conversion does not (it guesses, and newer
/// versions of the client refuse to compile it), and no text of the sources shows it: so this reads the compiled methods.
/// </summary>
[Trait("Category", "Conventions")]
public sealed class RedisChannelRules
{
    private const byte Call = 0x28;

    private static readonly string[] s_projects = [.. Repository.Services, "Chat.Contracts", "Chat.ServiceDefaults", "Chat.Tests"];

    [Fact]
    public void RedisChannels_SayTheirPatternMode()
    {
        var violations = s_projects.Select(Built).SelectMany(Converting).ToList();

        // What must be found is this file's own sample.
        Assert.Contains(violations, violation => violation.EndsWith(nameof(Sample), StringComparison.Ordinal));
        Rule.Holds(violations.Where(violation => !violation.EndsWith(nameof(Sample), StringComparison.Ordinal)));
    }

#pragma warning disable CS0618 // Obsolete in newer versions: the sample of what is forbidden.
    private static RedisChannel Sample(string name) => name;
#pragma warning restore CS0618

    private static string Built(string project) => Directory.EnumerateFiles(
            Path.Combine(Repository.Root, project, "bin"), $"{project}.dll", SearchOption.AllDirectories)
        .OrderByDescending(File.GetLastWriteTimeUtc).First();

    private static List<string> Converting(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var forbidden = metadata.MemberReferences.Where(member => Converts(metadata, member))
            .Select(member => MetadataTokens.GetToken(member)).ToHashSet();
        return forbidden.Count == 0 ? [] :
        [
            .. metadata.MethodDefinitions.Select(metadata.GetMethodDefinition)
                .Where(method => method.RelativeVirtualAddress != 0)
                .Where(method => Calls(file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!, forbidden))
                .Select(method => $"{Path.GetFileName(assembly)}: {NameOf(metadata, method)}"),
        ];
    }

    /// <summary>A conversion whose result is a channel, not one that reads it.</summary>
    private static bool Converts(MetadataReader metadata, MemberReferenceHandle handle)
    {
        var member = metadata.GetMemberReference(handle);
        if (metadata.GetString(member.Name) != "op_Implicit" || member.Parent.Kind != HandleKind.TypeReference)
            return false;
        var channel = member.Parent;
        if (metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)channel).Name) != nameof(RedisChannel))
            return false;
        var signature = metadata.GetBlobReader(member.Signature);
        signature.ReadSignatureHeader();
        signature.ReadCompressedInteger();
        return signature.ReadSignatureTypeCode() == SignatureTypeCode.TypeHandle && signature.ReadTypeHandle() == channel;
    }

    private static bool Calls(byte[] code, HashSet<int> methods)
    {
        for (var i = 0; i + 4 < code.Length; i++)
            if (code[i] == Call && methods.Contains(BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(i + 1))))
                return true;
        return false;
    }

    private static string NameOf(MetadataReader metadata, MethodDefinition method) =>
        $"{metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name)}.{metadata.GetString(method.Name)}";
}
