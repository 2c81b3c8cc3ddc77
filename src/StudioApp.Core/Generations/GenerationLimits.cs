namespace StudioApp.Core.Generations;

/// <summary>What holds for every model; a model narrows seconds and aspects further.</summary>
public static class GenerationLimits
{
    public const int MaxPromptLength = 2_000;
    public const int MinSteps = 1;
    public const int MaxSteps = 100;
    public const double MinGuidance = 1;
    public const double MaxGuidance = 20;
    public const long MaxSeed = uint.MaxValue;

    /// <summary>Of a start picture: anything above 0.</summary>
    public const double MaxStrength = 1;

    public const double DefaultStrength = 0.8;

    /// <summary>Whether a walk that starts from a picture takes a step at all: it leaves out the beginning, of which there is the more the less the strength.</summary>
    public static bool LeavesSteps(int steps, double strength) => (int)(steps * strength) >= 1;
}
