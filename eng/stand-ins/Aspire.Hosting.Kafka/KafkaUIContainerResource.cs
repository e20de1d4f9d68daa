using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A web page over Kafka, which only full mode runs.</summary>
public class KafkaUIContainerResource(string name) : ContainerResource(name);
