using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Chat.Tests.Hosting.StandIns;

/// <summary>Where the values of parameters come from.</summary>
public sealed class ParameterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Configuration_WinsOverTheDefault()
    {
        var builder = ModelEnvironment.NewBuilder("--Parameters:chat-key=given");

        var parameter = builder.AddParameter("chat-key", new GenerateParameterDefault(), secret: true);

        Assert.Equal("given", await parameter.Resource.GetValueAsync(Cancel));
    }

    [Fact]
    public async Task GeneratedDefault_HasTheKindsAndTheLengthAskedFor()
    {
        var builder = ModelEnvironment.NewBuilder();

        var first = builder.AddParameter("one", new GenerateParameterDefault { MinLength = 40, Special = false, MinNumeric = 3 });
        var second = builder.AddParameter("two", new GenerateParameterDefault { MinLength = 40, Special = false });

        var value = await first.Resource.GetValueAsync(Cancel);
        Assert.NotNull(value);
        Assert.Equal(40, value.Length);
        Assert.All(value, c => Assert.True(char.IsAsciiLetterOrDigit(c)));
        Assert.True(value.Count(char.IsAsciiDigit) >= 3);
        Assert.NotEqual(value, await second.Resource.GetValueAsync(Cancel));
    }

    [Fact]
    public async Task MissingValue_IsRefusedByName()
    {
        var builder = ModelEnvironment.NewBuilder();

        var parameter = builder.AddParameter("nowhere");

        var refusal = await Assert.ThrowsAsync<MissingParameterValueException>(
            async () => await parameter.Resource.GetValueAsync(Cancel));
        Assert.Contains("Parameters:nowhere", refusal.Message, StringComparison.Ordinal);
    }
}
