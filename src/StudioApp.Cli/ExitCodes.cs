namespace StudioApp.Cli;

/// <summary>What scripts may rely on.</summary>
internal static class ExitCodes
{
    public const int Succeeded = 0;
    public const int Failed = 1;

    /// <summary>Refused before any work: an unknown option, a value out of range, an output that cannot be written.</summary>
    public const int BadUsage = 2;

    /// <summary>128 + SIGINT, as shells count it.</summary>
    public const int Cancelled = 130;
}
