using System.Globalization;

namespace Chat.Bench.Measuring;

/// <summary>Processor seconds of the system's processes with their children, from <c>/proc</c> (proc(5), stat).</summary>
internal sealed class CpuMeter(IReadOnlyDictionary<string, int> processes)
{
    /// <summary>Clock ticks a second: sysconf(_SC_CLK_TCK), which Linux keeps at 100 towards programs.</summary>
    private const double TicksPerSecond = 100;

    // Positions after the command's closing parenthesis.
    private const int Parent = 1;
    private const int FirstTime = 11;
    private const int Times = 4;

    private Dictionary<string, double> _before = [];

    public void Start() => _before = Read();

    /// <summary>Seconds since the start by resource; empty where the processes are not this machine's.</summary>
    public IReadOnlyDictionary<string, double> Stop()
    {
        var now = Read();
        return now.ToDictionary(one => one.Key, one => one.Value - _before.GetValueOrDefault(one.Key));
    }

    private Dictionary<string, double> Read()
    {
        if (!OperatingSystem.IsLinux() || processes.Count == 0) return [];
        var all = Directory.EnumerateDirectories("/proc").Select(Stat).OfType<(int Pid, string[] Fields)>().ToList();
        return processes.ToDictionary(one => one.Key, one => Ticks(all, one.Value) / TicksPerSecond);
    }

    // Time of children that ended is counted by their parent.
    private static double Ticks(List<(int Pid, string[] Fields)> all, int pid) =>
        all.Where(one => one.Pid == pid).Sum(one => one.Fields[FirstTime..(FirstTime + Times)].Sum(Number))
        + all.Where(one => (int)Number(one.Fields[Parent]) == pid).Sum(one => Ticks(all, one.Pid));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static (int Pid, string[] Fields)? Stat(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), out var pid)) return null;
        try
        {
            var text = File.ReadAllText($"{folder}/stat");
            return (pid, text[(text.LastIndexOf(')') + 2)..].Split(' '));
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return null;
        }
    }
}
