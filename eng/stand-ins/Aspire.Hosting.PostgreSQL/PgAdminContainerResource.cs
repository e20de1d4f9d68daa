using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>A web page over PostgreSQL, which only full mode runs.</summary>
public class PgAdminContainerResource(string name) : ContainerResource(name);

/// <summary>Another web page over PostgreSQL, which only full mode runs.</summary>
public class PgWebContainerResource(string name) : ContainerResource(name);
