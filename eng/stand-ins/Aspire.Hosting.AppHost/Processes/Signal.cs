namespace Aspire.Hosting.Processes;

/// <summary>The signals used to end processes.</summary>
internal enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
}
