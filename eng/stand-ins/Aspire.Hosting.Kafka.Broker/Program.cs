using System.Runtime.InteropServices;
using Confluent.Kafka;

// A producer with this setting starts the broker inside librdkafka; any client of any process can use it.
// Nothing is produced here, and polling a client that carries brokers never sleeps.
var settings = new ProducerConfig { BootstrapServers = "localhost", EnableBackgroundPoll = false };
settings.Set("test.mock.num.brokers", "1");

using var ended = new ManualResetEventSlim();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    ended.Set();
});

using var broker = new ProducerBuilder<Null, Null>(settings).Build();
using var admin = new DependentAdminClientBuilder(broker.Handle).Build();
var address = admin.GetMetadata(TimeSpan.FromSeconds(15)).Brokers[0];

// The AppHost reads this line.
Console.WriteLine($"listening on 127.0.0.1:{address.Port}");
ended.Wait();
