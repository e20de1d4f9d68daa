using Chat.Gateway;
using Chat.Gateway.Audit;
using Chat.Gateway.Conversations;
using Chat.Gateway.Dialects;
using Chat.Gateway.Documents;
using Chat.Gateway.Edge;
using Chat.Gateway.Generation;
using Chat.Gateway.Input;
using Chat.Gateway.Messages;
using Chat.Gateway.Participants;
using Chat.Gateway.Receipts;
using Chat.Gateway.Search;
using Chat.Gateway.Threads;
using Chat.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddTokenAuthentication();
builder.AddEdge();
builder.AddInput();
builder.AddApiDocument();
builder.AddConversationsClients();
builder.AddGeneration();
builder.AddDialects();

var app = builder.Build();

app.UseEdge();
app.MapDefaultEndpoints();
app.MapApiDocument();
app.MapGeneration();
app.MapConversations();
app.MapParticipants();
app.MapMessages();
app.MapThreads();
app.MapReceipts();
app.MapSearch();
app.MapAudit();
app.MapDialects();

app.Run();
