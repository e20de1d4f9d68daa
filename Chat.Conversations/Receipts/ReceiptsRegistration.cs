namespace Chat.Conversations.Receipts;

/// <summary>Registers receipts.</summary>
internal static class ReceiptsRegistration
{
    public static void AddReceipts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReceiptTimes>();
        builder.Services.AddSingleton<ReceiptReader>();
        builder.Services.AddSingleton<UnreadCounts>();
        builder.Services.AddSingleton<OthersReader>();
        builder.Services.AddSingleton<ReceiptChanges>();
    }
}
