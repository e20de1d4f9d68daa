using System.Security.Cryptography;

namespace Aspire.Hosting.Dashboard;

/// <summary>The secrets of one run: who may look, who may send telemetry, who may ask for resources.</summary>
internal sealed class DashboardAccess
{
    private const int Bytes = 16;

    public string BrowserToken { get; } = Create();

    public string OtlpKey { get; } = Create();

    public string ResourceServiceKey { get; } = Create();

    private static string Create() => RandomNumberGenerator.GetHexString(Bytes * 2, lowercase: true);
}
