using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.MongoDB;

/// <summary>A web page over MongoDB, which only full mode runs.</summary>
public class MongoExpressContainerResource(string name) : ContainerResource(name);
