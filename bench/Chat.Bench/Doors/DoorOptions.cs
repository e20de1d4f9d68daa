namespace Chat.Bench.Doors;

/// <summary>Opens the door that the command line names: <c>--door grpc</c> (the default) or <c>--door rest</c>.</summary>
internal static class DoorOptions
{
    public static IDoor Open(Arguments arguments, Target target, Users users) => arguments.Text("door", "grpc") switch
    {
        "grpc" => new GrpcDoor(target.Conversations, users),
        "rest" => new RestDoor(target.Gateway, users),
        var other => throw new BenchException($"--door can be grpc or rest, not '{other}'."),
    };
}
