namespace Chat.Gateway.Errors;

/// <summary>Knows in whose style a path's problems are: also where there is no such route, method or content type.</summary>
internal sealed class ProblemStyles(IEnumerable<StyledPath> paths)
{
    private readonly StyledPath[] paths = [.. paths];

    /// <summary>Null for the canonical one.</summary>
    public IProblemStyle? Of(PathString path) => Array.Find(paths, one => path.StartsWithSegments(one.Prefix))?.Style;
}

/// <summary>The style of every path that begins so.</summary>
internal sealed record StyledPath(PathString Prefix, IProblemStyle Style);
