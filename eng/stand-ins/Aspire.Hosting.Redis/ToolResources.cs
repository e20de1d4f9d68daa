using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Redis;

/// <summary>A web page over Redis, which only full mode runs.</summary>
public class RedisInsightResource(string name) : ContainerResource(name);

/// <summary>Another web page over Redis, which only full mode runs.</summary>
public class RedisCommanderResource(string name) : ContainerResource(name);
