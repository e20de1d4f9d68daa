using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.State;

namespace Aspire.Hosting.Running;

/// <summary>What every run of an instance needs.</summary>
internal sealed record RunServices(
    ResourceNotificationService Notifications,
    ResourceLoggerService Logs,
    IDistributedApplicationEventing Eventing,
    Launchers Launchers,
    StateFolder State,
    IServiceProvider Provider);
