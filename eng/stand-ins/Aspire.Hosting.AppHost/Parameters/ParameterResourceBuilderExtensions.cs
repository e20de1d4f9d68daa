using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds parameters to the model.</summary>
public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, FromConfiguration(builder, name), secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        string value,
        bool publishValueAsDefault = false,
        bool secret = false) => builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        Func<string> valueGetter,
        bool publishValueAsDefault = false,
        bool secret = false)
    {
        if (publishValueAsDefault && secret)
            throw new ArgumentException("A parameter cannot be both secret and published as a default value.", nameof(secret));

        return builder.AddResource(new ParameterResource(name, _ => valueGetter(), secret));
    }

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        ParameterDefault value,
        bool secret = false,
        bool persist = false)
    {
        var chosen = persist ? Persist(builder, name, value) : value;
        return builder.AddResource(
            new ParameterResource(name, FromConfiguration(builder, name), secret) { Default = chosen });
    }

    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false) =>
        builder.AddResource(new ParameterResource(
            name,
            _ => builder.Configuration[configurationKey] ?? throw new MissingParameterValueException(
                $"Parameter resource could not be used because configuration key '{configurationKey}' is missing."),
            secret));

    public static IResourceBuilder<T> WithDescription<T>(
        this IResourceBuilder<T> builder, string description, bool enableMarkdown = false) where T : ParameterResource
    {
        builder.Resource.Description = description;
        return builder;
    }

    /// <summary>The password of a server, made up at the first run and kept from then on.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0)
    {
        var generated = new GenerateParameterDefault
        {
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        };
        return new ParameterResource(name, FromConfiguration(builder, name), secret: true)
        {
            Default = Persist(builder, name, generated),
        };
    }

    private static Func<ParameterDefault?, string> FromConfiguration(
        IDistributedApplicationBuilder builder, string name) =>
        fallback => ParameterConfiguration.Read(builder.Configuration, name, fallback);

    private static ParameterDefault Persist(
        IDistributedApplicationBuilder builder, string name, ParameterDefault inner) =>
        builder.ExecutionContext.IsRunMode && UserSecretsFile.Of(builder.AppHostAssembly) is { } secrets
            ? new PersistedParameterDefault(secrets, $"Parameters:{name}", inner)
            : inner;
}
