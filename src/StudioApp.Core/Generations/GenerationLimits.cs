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
}
