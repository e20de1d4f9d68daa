using Chat.Conversations.Conversations;
using Microsoft.EntityFrameworkCore;

namespace Chat.Conversations.Storage;

/// <summary>The tables that are read through EF Core, and the owner of the migrations.</summary>
/// <remarks>
/// Migrations are written by hand, as SQL in <c>Storage/Migrations</c>: the tables are partitioned and most of them are
/// written by the appender, past this model. Apply them with <c>dotnet run --project Chat.Conversations -- migrate</c>.
/// </remarks>
internal sealed class ChatDbContext(DbContextOptions<ChatDbContext> options) : DbContext(options)
{
    public DbSet<Conversation> Conversations => Set<Conversation>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ChatDbContext).Assembly);
}
