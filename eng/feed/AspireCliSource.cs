namespace Chat.Feed;

/// <summary>The npm package that carries the Aspire CLI, pinned by its content.</summary>
internal sealed record AspireCliSource(string Package, string Version, string Integrity);
