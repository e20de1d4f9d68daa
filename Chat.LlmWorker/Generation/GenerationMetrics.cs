using System.Diagnostics;
using System.Diagnostics.Metrics;
using Chat.Contracts.Conversations.V1;

namespace Chat.LlmWorker.Generation;

/// <summary>Measures answers per model: speed, size and how they ended.</summary>
internal sealed class GenerationMetrics
{
    private const string ModelTag = "model";

    private readonly KeyValuePair<string, object?> _model;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _answers;
    private readonly UpDownCounter<long> _running;
    private readonly Histogram<double> _firstToken;
    private readonly Histogram<double> _gap;
    private readonly Histogram<double> _duration;

    public GenerationMetrics(IMeterFactory meters, IHostEnvironment environment, ModelIdentity model)
    {
        _model = new(ModelTag, model.Name);
        var meter = meters.Create(environment.ApplicationName);
        _tokens = meter.CreateCounter<long>("chat.generation.tokens", "{token}", "Tokens used, by direction and source.");
        _answers = meter.CreateCounter<long>("chat.generation.answers", "{answer}", "Ended attempts, by outcome.");
        _running = meter.CreateUpDownCounter<long>("chat.generation.running", "{answer}", "Attempts under way.");
        _firstToken = meter.CreateHistogram<double>(
            "chat.generation.first_token", "s", "Time from the claim to the first token.");
        _gap = meter.CreateHistogram<double>("chat.generation.token_gap", "s", "Time between two pieces of an answer.");
        _duration = meter.CreateHistogram<double>("chat.generation.duration", "s", "Time from the claim to the end.");
    }

    public void Started() => _running.Add(1, _model);

    public void FirstToken(TimeSpan sinceClaim) => _firstToken.Record(sinceClaim.TotalSeconds, _model);

    public void Gap(TimeSpan sinceLast) => _gap.Record(sinceLast.TotalSeconds, _model);

    /// <summary>Counts an attempt's end; the outcome is completed, cancelled, lost or a failure's reason.</summary>
    public void Ended(string outcome, TimeSpan sinceClaim)
    {
        var tags = new TagList { _model, { "outcome", outcome } };
        _running.Add(-1, _model);
        _answers.Add(1, tags);
        _duration.Record(sinceClaim.TotalSeconds, tags);
    }

    public void Used(Usage usage)
    {
        var source = new KeyValuePair<string, object?>("source", usage.Source.ToString());
        _tokens.Add(usage.PromptTokens, _model, new("direction", "prompt"), source);
        _tokens.Add(usage.CompletionTokens, _model, new("direction", "completion"), source);
    }
}
