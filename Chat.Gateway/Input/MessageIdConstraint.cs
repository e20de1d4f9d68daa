namespace Chat.Gateway.Input;

/// <summary>What can be a message in a conversation: its UUID, or its seq in digits.</summary>
internal sealed class MessageIdConstraint : IRouteConstraint
{
    /// <summary>The constraint's name in route patterns.</summary>
    public const string Name = "message";

    private const int MostDigits = 18;

    public static bool IsMessageId(string text) =>
        Guid.TryParseExact(text, "D", out _)
        || (text.Length is > 0 and <= MostDigits && text.All(char.IsAsciiDigit));

    public bool Match(
        HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && value is string text && IsMessageId(text);
}
