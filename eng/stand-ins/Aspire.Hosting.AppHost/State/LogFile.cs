namespace Aspire.Hosting.State;

/// <summary>The output of one instance as a file.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StreamWriter _writer;
    private bool _closed;

    public LogFile(string path) => _writer = new StreamWriter(path, append: false) { AutoFlush = true };

    public void Write(string line)
    {
        lock (_gate)
        {
            if (!_closed)
                _writer.WriteLine(line);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _writer.Dispose();
        }
    }
}
