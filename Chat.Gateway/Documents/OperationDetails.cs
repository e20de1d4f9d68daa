using System.Globalization;
using System.Text.Json.Nodes;
using Chat.Contracts;
using Chat.Gateway.Errors;
using Chat.Gateway.Identity;
using Chat.Gateway.Input;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Chat.Gateway.Documents;

/// <summary>Writes into the API document what only a route's metadata knows.</summary>
internal sealed class OperationDetails : IOpenApiOperationTransformer
{
    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<ParameterMetadata>())
            Describe(operation, parameter);
        if (metadata.OfType<IdempotencyKeyMetadata>().Any())
            AddIdempotencyKey(operation);
        if (metadata.OfType<AcceptsQueryToken>().Any())
            AddQueryToken(operation);
        if (metadata.OfType<ErrorCodesMetadata>().FirstOrDefault() is { } errors)
            DescribeErrors(operation, errors.Codes);
        if (metadata.OfType<IAuthorizeData>().Any())
            RequireToken(operation, context.Document);
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiOperation operation, ParameterMetadata known)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (!string.Equals(parameter.Name, known.Name, StringComparison.OrdinalIgnoreCase))
                continue;
            parameter.Name = known.Name;
            parameter.Description = known.Description;
            // What is given several times stays a list.
            if (parameter.Schema?.Type?.HasFlag(JsonSchemaType.Array) is not true)
                parameter.Schema = SchemaOf(known);
        }
    }

    private static OpenApiSchema SchemaOf(ParameterMetadata known) => known switch
    {
        { Range: { } range } => new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int64",
            Minimum = range.Minimum.ToString(CultureInfo.InvariantCulture),
            Maximum = range.Maximum == long.MaxValue ? null : range.Maximum.ToString(CultureInfo.InvariantCulture),
            Default = known.Default is { } value ? JsonValue.Create(value) : null,
        },
        { IsFlag: true } => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        { Words.Count: > 0 } => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. known.Words.Select(word => JsonValue.Create(word))],
        },
        _ => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = known.MaxLength },
    };

    private static void AddIdempotencyKey(OpenApiOperation operation) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = HeaderNames.IdempotencyKey,
            In = ParameterLocation.Header,
            Description = "A key of the sender's choice; the same for every try of the same request.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
        });

    private static void AddQueryToken(OpenApiOperation operation) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = Credentials.QueryName,
            In = ParameterLocation.Query,
            Description = "The token, for clients that cannot set headers.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });

    /// <summary>Each status says which codes it comes with.</summary>
    private static void DescribeErrors(OpenApiOperation operation, IReadOnlyList<string> codes)
    {
        foreach (var group in codes.GroupBy(ErrorStatus.Of))
        {
            var status = group.Key.ToString(CultureInfo.InvariantCulture);
            if (operation.Responses?.GetValueOrDefault(status) is OpenApiResponse response)
                response.Description = $"code: {string.Join(", ", group)}";
        }
    }

    private static void RequireToken(OpenApiOperation operation, OpenApiDocument? document) =>
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentOverview.Bearer, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentOverview.Cookie, document)] = [] },
        ];
}
