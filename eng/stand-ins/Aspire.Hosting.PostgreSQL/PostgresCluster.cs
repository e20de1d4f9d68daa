using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Native;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Postgres;

/// <summary>The data folder of a server: made once, and opened with the password the model wants.</summary>
internal sealed class PostgresCluster(string folder, NativeServerContext context, UnixAccount? owner)
{
    private static readonly TimeSpan PredecessorTimeout = TimeSpan.FromSeconds(15);

    public string Folder => folder;

    private string PasswordMark => Path.Combine(context.Data.Path, "postgres-password.sha256");

    public async Task MakeReadyAsync(PostgresServerResource server, CancellationToken cancellationToken)
    {
        var user = await server.UserNameReference.GetValueAsync(cancellationToken) ?? string.Empty;
        var password = await server.PasswordParameter.GetValueAsync(cancellationToken) ?? string.Empty;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user}\n{password}")));

        if (!File.Exists(Path.Combine(folder, "PG_VERSION")))
            await CreateAsync(user, password, cancellationToken);
        else
            await FolderUsers.WaitUntilGoneAsync(folder, PredecessorTimeout, cancellationToken);

        if (File.Exists(PasswordMark) && await File.ReadAllTextAsync(PasswordMark, cancellationToken) != hash)
            await ChangePasswordAsync(user, password, cancellationToken);
        await File.WriteAllTextAsync(PasswordMark, hash, cancellationToken);
    }

    private async Task CreateAsync(string user, string password, CancellationToken cancellationToken)
    {
        var passwordFile = Path.Combine(context.Data.Path, "initdb-password");
        try
        {
            await PrivateFile.WriteAsync(passwordFile, password, cancellationToken);
            owner?.Own(passwordFile);

            await OneShot.RunAsync(Run("initdb",
            [
                "-D", folder, "-U", user, $"--pwfile={passwordFile}", "--auth=scram-sha-256",
                "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions",
            ]), cancellationToken);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    /// <summary>The secrets were lost or changed, the data was kept: single-user mode needs no password.</summary>
    private Task ChangePasswordAsync(string user, string password, CancellationToken cancellationToken)
    {
        var quoted = password.Replace("'", "''", StringComparison.Ordinal);
        var statement = $"ALTER ROLE \"{user}\" PASSWORD '{quoted}'\n";
        return OneShot.RunAsync(
            Run("postgres", ["--single", "-D", folder, "postgres"]) with { Input = statement }, cancellationToken);
    }

    private ProcessSpec Run(string program, IReadOnlyList<string> arguments) => new()
    {
        FileName = PostgresPrograms.Find(program)!,
        Arguments = arguments,
        WorkingDirectory = folder,
        RunAs = owner?.Name,
    };
}
