using System.Globalization;
using System.Xml.Linq;

namespace Chat.Cli.Testing;

/// <summary>How many tests ended how, from the result files (trx) of a run.</summary>
internal sealed record TestSummary(int Passed, int Failed, int Skipped)
{
    public static TestSummary Read(string folder)
    {
        var summary = new TestSummary(0, 0, 0);
        if (!Directory.Exists(folder))
            return summary;
        foreach (var file in Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories))
            foreach (var counters in XDocument.Load(file).Descendants().Where(element => element.Name.LocalName == "Counters"))
                summary = summary.Plus(counters);
        return summary;
    }

    public override string ToString() =>
        $"{Passed} passed, {Failed} failed{(Skipped > 0 ? $", {Skipped} skipped" : "")}";

    private TestSummary Plus(XElement counters)
    {
        var (total, passed, executed) = (Count("total"), Count("passed"), Count("executed"));
        return new TestSummary(Passed + passed, Failed + executed - passed, Skipped + total - executed);

        int Count(string name) => int.Parse(counters.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    }
}
