namespace Chat.Gateway.Edge;

/// <summary>Whether a client's request was counted against its caller's rate limit yet.</summary>
internal static class RequestCount
{
    private static readonly object s_key = new();

    public static bool IsCounted(this HttpContext http) => http.Items.ContainsKey(s_key);

    public static void SetCounted(this HttpContext http) => http.Items[s_key] = true;
}
