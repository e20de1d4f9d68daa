using System.Text.RegularExpressions;
using Chat.Tests.Conventions;
using Chat.Tests.Infrastructure;

namespace Chat.Tests.Permissions;

/// <summary>Every change and read of a conversation, tried by everybody: what happens is what the documents say.</summary>
[Trait("Requirement", "SEC-05")]
[Trait("Requirement", "SEC-06")]
[Trait("Requirement", "CNV-06")]
public sealed partial class PermissionMatrixTests(SharedApplication chat) : SystemTest(chat, TimeSpan.FromMinutes(2))
{
    private static readonly string[] s_roles = ["owner", "admin", "member", "viewer"];

    private static readonly Lazy<IReadOnlyDictionary<string, string[]>> s_table = new(ReadTable);

    public static TheoryData<string> Cases => new(PermissionCase.All.Select(step => step.ToString()));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Request_IsAllowedToWhomTheDocumentSays(string request)
    {
        var step = PermissionCase.All.Single(one => one.ToString() == request);

        foreach (var who in Cast.Inside.Concat(Cast.Outside))
        {
            using var cast = new Cast(Chat);
            await cast.BeginAsync(Cancel);
            if (step.OfDeleted)
                await cast["owner"].DeleteConversationAsync(cast.Conversation, Cancel);

            await cast.DeleteAsync(who, step, Cancel);

            using var response = await cast.DoAsync(who, step, Cancel);

            await AssertAsync(who, step, response);
        }
    }

    [Fact]
    public void Document_NamesEveryPermissionThatIsTried() =>
        Assert.All(PermissionCase.All, step => Assert.Contains(step.Permission, s_table.Value.Keys));

    private static async Task AssertAsync(string who, PermissionCase step, HttpResponseMessage response)
    {
        if (Cast.Outside.Contains(who))
            await ProblemAssert.IsAsync(404, "not_found", response);
        else if (IsAllowed(who, step))
            Assert.True(response.IsSuccessStatusCode, $"{who}: {step}: {await response.Content.ReadAsStringAsync()}");
        else
            await ProblemAssert.IsAsync(403, "permission_denied", response);
    }

    private static bool IsAllowed(string who, PermissionCase step)
    {
        var role = who == "agent" ? "member" : who;
        return s_table.Value[step.Permission][Array.IndexOf(s_roles, role)] == "yes";
    }

    private static Dictionary<string, string[]> ReadTable() => Row().Matches(Repository.Read("docs/reference/permissions.md"))
        .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Captures.Select(cell => cell.Value).ToArray());

    [GeneratedRegex(@"^\| `(\w+)` (?:\| (yes|no) ){4}\| (?:yes|no) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
