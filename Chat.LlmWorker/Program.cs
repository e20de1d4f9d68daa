using Chat.Contracts.Conversations.V1;
using Chat.LlmWorker.Consuming;
using Chat.LlmWorker.Generation;
using Chat.LlmWorker.Providers;
using Chat.LlmWorker.Publishing;
using Chat.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddGrpcServiceClient<JobRunnerService.JobRunnerServiceClient>("http://_grpc.conversations").AddServiceToken();
builder.AddModel().AddPublishing().AddGeneration().AddConsuming();

var app = builder.Build();
app.MapDefaultEndpoints();
app.Run();
