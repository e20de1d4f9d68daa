using Chat.Conversations.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Conversations.Storage.Configurations;

/// <summary>Maps <see cref="Conversation"/> to its table; its indexes stand in the migration.</summary>
internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Tenant).HasColumnName("tenant");
        builder.Property(c => c.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(c => c.Kind).HasColumnName("kind");
        builder.Property(c => c.Channel).HasColumnName("channel");
        builder.Property(c => c.Status).HasColumnName("status");
        builder.Property(c => c.Title).HasColumnName("title");
        builder.Property(c => c.AgentId).HasColumnName("agent_id");
        builder.Property(c => c.CreatedBy).HasColumnName("created_by");
        builder.Property(c => c.CreatedAt).HasColumnName("created_at");
        builder.Property(c => c.UpdatedAt).HasColumnName("updated_at");
        builder.Property(c => c.LastMessageAt).HasColumnName("last_message_at");
        builder.Property(c => c.HeadOffset).HasColumnName("head_offset");
        builder.Property(c => c.PublishedOffset).HasColumnName("published_offset");
        builder.Property(c => c.LastSeq).HasColumnName("last_seq");
        builder.Property(c => c.MessageCount).HasColumnName("message_count");
        builder.Property(c => c.PromptTokens).HasColumnName("prompt_tokens");
        builder.Property(c => c.CompletionTokens).HasColumnName("completion_tokens");
        builder.Property(c => c.TotalTokens).HasColumnName("total_tokens");
        builder.Property(c => c.Preview).HasColumnName("preview");
        builder.Property(c => c.ContextSummary).HasColumnName("context_summary");
        builder.Property(c => c.DeletedAt).HasColumnName("deleted_at");
        builder.HasMany(c => c.Participants).WithOne().HasForeignKey(p => p.ConversationId);
    }
}
