namespace Aspire.Hosting.Processes;

/// <summary>An account of the machine.</summary>
internal sealed record UnixAccount(string Name, uint UserId, uint GroupId)
{
    public static UnixAccount? Find(string name)
    {
        const string passwd = "/etc/passwd";
        if (!File.Exists(passwd))
            return null;

        // name:password:uid:gid:comment:home:shell
        var fields = File.ReadLines(passwd).Select(l => l.Split(':')).FirstOrDefault(f => f.Length > 3 && f[0] == name);
        return fields is null
            ? null
            : new UnixAccount(
                name,
                uint.Parse(fields[2], System.Globalization.CultureInfo.InvariantCulture),
                uint.Parse(fields[3], System.Globalization.CultureInfo.InvariantCulture));
    }

    public void Own(string path)
    {
        if (NativeMethods.ChangeOwner(path, UserId, GroupId) != 0)
            throw new IOException($"'{path}' could not be given to '{Name}'.");
    }
}
