namespace Aspire.Hosting.ApplicationModel;

/// <summary>The property names that the dashboard and the tests know.</summary>
internal static class KnownProperties
{
    public const string Source = "resource.source";
    public const string ExitCode = "resource.exitCode";
    public const string ConnectionString = "resource.connectionString";
    public const string ParentName = "resource.parentName";
    public const string WaitingFor = "resource.waitingFor";
    public const string ProjectPath = "project.path";
    public const string ExecutablePath = "executable.path";
    public const string ExecutablePid = "executable.pid";
    public const string ExecutableWorkDir = "executable.workDir";
    public const string ExecutableArgs = "executable.args";
    public const string ContainerImage = "container.image";
    public const string ParameterValue = "Value";

    /// <summary>Why a resource is in its state, in one sentence; the stand-in's own.</summary>
    public const string Reason = "resource.reason";
}
