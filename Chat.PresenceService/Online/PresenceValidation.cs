using Chat.Contracts.Errors;
using Chat.Contracts.Presence.V1;
using Chat.Presence.Errors;
using Chat.ServiceDefaults;

namespace Chat.Presence.Online;

/// <summary>Refuses requests whose fields make no sense, naming each of them.</summary>
internal sealed class PresenceValidation
{
    public const int MaxPrincipals = 500;
    public const int MaxListed = 1000;

    private readonly List<FieldError> _errors = [];

    public PresenceValidation Id(string field, string value)
    {
        if (!Identifiers.IsId(value))
            Add(field, "format", $"1 to {Identifiers.MaximumLength} printable characters without spaces are needed.");
        return this;
    }

    public PresenceValidation Kind(string field, PrincipalKind kind)
    {
        if (kind is not (PrincipalKind.User or PrincipalKind.Agent))
            Add(field, "required", "Either user or agent is needed.");
        return this;
    }

    public PresenceValidation Of(string field, Principal? principal)
    {
        if (principal is null)
        {
            Add(field, "required", "A principal is needed.");
            return this;
        }
        return Id($"{field}.tenant", principal.Tenant).Kind($"{field}.kind", principal.Kind).Id($"{field}.id", principal.Id);
    }

    public PresenceValidation All(string field, IReadOnlyList<Principal> principals)
    {
        if (principals.Count > MaxPrincipals)
        {
            Add(field, "too_many", $"At most {MaxPrincipals} are taken.");
            return this;
        }
        for (var i = 0; i < principals.Count; i++)
            Of($"{field}[{i}]", principals[i]);
        if (principals.Select(principal => principal.Tenant).Distinct().Skip(1).Any())
            Add(field, "mixed", "All must be of one tenant.");
        return this;
    }

    public PresenceValidation Limit(string field, int limit)
    {
        if (limit is < 0 or > MaxListed)
            Add(field, "range", $"0 to {MaxListed} is needed.");
        return this;
    }

    /// <summary>Throws when anything was wrong.</summary>
    public void Check()
    {
        if (_errors.Count > 0)
            throw PresenceException.Invalid(_errors);
    }

    private void Add(string field, string code, string message) =>
        _errors.Add(new FieldError { Field = field, Code = code, Message = message });
}
