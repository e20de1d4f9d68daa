namespace Chat.Conversations.Audit;

/// <summary>Registers the audit trail.</summary>
internal static class AuditRegistration
{
    public static void AddAudit(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AuditReader>();
        builder.Services.AddSingleton<IPrivilegedReads, PrivilegedReads>();
    }
}
