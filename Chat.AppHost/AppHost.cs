using Chat.AppHost;
using Microsoft.Extensions.Configuration;

// The map of the system: stores, then services, each with what it talks to.
var builder = DistributedApplication.CreateBuilder(args);

// Stores.
var redis = builder.AddRedis("redis");
var postgres = builder.AddPostgres("postgres");
var database = postgres.AddDatabase("chatdb");
var mongo = builder.AddMongoDB("mongo");
var archive = mongo.AddDatabase("archive");
var kafka = builder.AddKafka("kafka");
var model = builder.AddConnectionString("model");

// Data outlives a run unless UseVolumes=false; tests start with empty stores.
if (builder.Configuration.GetValue("UseVolumes", true))
{
    postgres.WithDataVolume();
    mongo.WithDataVolume();
    redis.WithDataVolume();
    kafka.WithDataVolume();
}

// Secrets: generated once, kept in the user secrets of this project; set by configuration when deployed.
var signingKey = builder.AddGeneratedKey("jwt-signing-key");
var serviceKey = builder.AddGeneratedKey("service-key");

// Services.
var migrations = builder.AddProject<Projects.Chat_Conversations>("migrations", options => options.ExcludeEndpoints())
    .WithArgs("migrate").StaysWhenPublished()
    .WithReference(database).WaitFor(database);

var presence = builder.AddProject<Projects.Chat_PresenceService>("presence")
    .WithTokenKeys(signingKey, serviceKey)
    .WithReference(redis).WaitFor(redis);

var conversations = builder.AddProject<Projects.Chat_Conversations>("conversations")
    .WithTokenKeys(signingKey, serviceKey)
    .WithReference(database).WaitForCompletion(migrations)
    .WithReference(redis).WaitFor(redis)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(archive, optional: true);

var worker = builder.AddProject<Projects.Chat_LlmWorker>("llm-worker")
    .WithTokenKeys(signingKey, serviceKey)
    .WithReference(model)
    .WithReference(redis).WaitFor(redis)
    .WithReference(kafka).WaitFor(kafka)
    .WithReference(conversations).WaitFor(conversations);

var gateway = builder.AddProject<Projects.Chat_Gateway>("gateway")
    .WithTokenKeys(signingKey, serviceKey)
    .WithExternalHttpEndpoints()
    .WithReference(redis).WaitFor(redis)
    .WithReference(conversations).WaitFor(conversations)
    .WithReference(presence).WaitFor(presence);

foreach (var service in new[] { presence, conversations, worker })
    service.WithInnerEndpoints();
conversations.WithConfiguredGrpcPort(4005);
foreach (var service in new[] { presence, conversations, worker, gateway.WithConfiguredPort() })
    service.WithHttpHealthCheck("/health").WithConfiguredReplicas();

builder.AddDeploymentTarget();
builder.Build().Run();
