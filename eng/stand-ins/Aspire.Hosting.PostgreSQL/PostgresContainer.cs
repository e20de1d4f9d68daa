using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>PostgreSQL as the manifest describes it; here a native process does without all of this.</summary>
internal static class PostgresContainer
{
    public static IResourceBuilder<PostgresServerResource> AsPublished(this IResourceBuilder<PostgresServerResource> builder)
    {
        builder.WithImage("library/postgres", "18.3").WithImageRegistry("docker.io");
        return builder.ApplicationBuilder.ExecutionContext.IsRunMode ? builder : builder
            .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256 --auth-local=scram-sha-256")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["POSTGRES_USER"] = builder.Resource.UserNameReference;
                context.EnvironmentVariables["POSTGRES_PASSWORD"] = builder.Resource.PasswordParameter;
            });
    }
}
