using Chat.Conversations.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Conversations.Storage.Configurations;

/// <summary>Maps what is read of <see cref="Conversation"/> through EF Core; everything else is the appender's.</summary>
internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        foreach (var property in typeof(Conversation).GetProperties()) builder.Ignore(property.Name);
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Tenant).HasColumnName("tenant");
        builder.Property(c => c.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(c => c.Status).HasColumnName("status");
        builder.Property(c => c.CreatedAt).HasColumnName("created_at");
        builder.Property(c => c.UpdatedAt).HasColumnName("updated_at");
        builder.Property(c => c.HeadOffset).HasColumnName("head_offset");
        builder.Property(c => c.LastSeq).HasColumnName("last_seq");
        builder.Property(c => c.ContextSummary).HasColumnName("context_summary");
        builder.Property(c => c.DeletedAt).HasColumnName("deleted_at");
    }
}
