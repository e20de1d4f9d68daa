using System.Runtime.InteropServices;
using Confluent.Kafka;

// A producer with this setting starts the broker inside librdkafka; any client of any process can use it.
var settings = new ProducerConfig { BootstrapServers = "localhost" };
settings.Set("test.mock.num.brokers", "1");

using var ended = new ManualResetEventSlim();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    ended.Set();
});

// Its thread ends for good when a signal interrupts its waiting, as the one does that lets a stopped process go on.
using var broker = Signals.Blocked(() => new ProducerBuilder<Null, Null>(settings).Build());

// The AppHost reads this line. The admin client's polling never sleeps, so it does not outlive its one question.
using (var admin = new DependentAdminClientBuilder(broker.Handle).Build())
    Console.WriteLine($"listening on 127.0.0.1:{admin.GetMetadata(TimeSpan.FromSeconds(15)).Brokers[0].Port}");

ended.Wait();
