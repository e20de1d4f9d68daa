using Chat.Conversations.Participants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Conversations.Storage.Configurations;

/// <summary>Maps <see cref="Participant"/> to its table; its indexes stand in the migration.</summary>
internal sealed class ParticipantConfiguration : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.ToTable("participants");
        builder.HasKey(p => new { p.ConversationId, p.Type, p.Id });
        builder.Property(p => p.ConversationId).HasColumnName("conversation_id");
        builder.Property(p => p.Type).HasColumnName("participant_type")
            .HasConversion(type => StoredNames.Principals.Of(type), name => StoredNames.Principals.Parse(name));
        builder.Property(p => p.Id).HasColumnName("participant_id");
        builder.Property(p => p.Tenant).HasColumnName("tenant");
        builder.Property(p => p.Role).HasColumnName("role");
        builder.Property(p => p.JoinedAt).HasColumnName("joined_at");
        builder.Property(p => p.LeftAt).HasColumnName("left_at");
        builder.Property(p => p.DeliveredSeq).HasColumnName("delivered_seq");
        builder.Property(p => p.ReadSeq).HasColumnName("read_seq");
    }
}
