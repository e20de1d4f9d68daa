using Chat.Conversations;
using Chat.Conversations.Appending;
using Chat.Conversations.Audit;
using Chat.Conversations.Conversations;
using Chat.Conversations.Conversations.Purging;
using Chat.Conversations.Dispatching;
using Chat.Conversations.Errors;
using Chat.Conversations.Generation;
using Chat.Conversations.Messages;
using Chat.Conversations.Participants;
using Chat.Conversations.Pricing;
using Chat.Conversations.Projections;
using Chat.Conversations.Publishing;
using Chat.Conversations.RateLimiting;
using Chat.Conversations.Receipts;
using Chat.Conversations.Rooms;
using Chat.Conversations.SlowReads;
using Chat.Conversations.Storage;
using Chat.Conversations.Threads;
using Chat.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddStorage();

// A mode may be ended at any point and run again.
if (await OneShotModes.TryRunAsync(builder, args, CancellationToken.None)) return;

// Stores and brokers.
builder.AddSchemaWait();
builder.AddRedisClient("redis");
if (builder.Configuration.GetConnectionString("archive") is not null) builder.AddMongoDBClient("archive");
builder.AddStoreHealth();
builder.AddPartitionKeeper();

// What a commit sets off, then the commits, then who asks for them: stopped in the opposite order.
builder.Services.AddSingleton<ConversationsMetrics>();
builder.AddSlowReads();
builder.AddConversations();
builder.AddMessages();
builder.AddParticipants();
builder.AddPublishing();
builder.AddProjections();
builder.AddDispatching();
builder.AddAppending();
builder.AddGeneration();
builder.AddPricing();
builder.AddThreads();
builder.AddReceipts();
builder.AddAudit();
builder.AddPurging();
builder.AddRooms();
builder.AddRateLimiting();

// Doors.
builder.AddTokenAuthentication();
builder.AddServiceTokenAuthentication();
builder.AddGrpcDoors();

var app = builder.Build();
app.UseCodesForUnreadMessages();
app.UseAuthentication();
app.UseAuthorization();
app.MapDefaultEndpoints();
app.MapGrpcDoors();
app.Run();
