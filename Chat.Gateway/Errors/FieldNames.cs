namespace Chat.Gateway.Errors;

/// <summary>What a route calls the fields that a service calls otherwise, so that refusals name them as they were sent.</summary>
internal sealed record FieldNames(params (string Service, string Route)[] Pairs)
{
    public Failure In(Failure failure) => Pairs.Aggregate(failure, (known, pair) => known with
    {
        Detail = Renamed(known.Detail, pair),
        Fields =
        [
            .. known.Fields.Select(field => field.Field == pair.Service
                ? field with { Field = pair.Route, Message = Renamed(field.Message, pair) }
                : field),
        ],
    });

    private static string Renamed(string sentence, (string Service, string Route) pair) =>
        sentence.StartsWith(pair.Service + " ", StringComparison.Ordinal) ? pair.Route + sentence[pair.Service.Length..] : sentence;
}
