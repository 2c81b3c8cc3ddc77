namespace StudioApp.Diffusion.Pipelines;

/// <summary>Holds callers to what <see cref="VideoRequest"/> promises.</summary>
internal static class VideoRequestCheck
{
    private const int LargestSide = 4096;
    private const int MostMotion = 255;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static void Check(VideoRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Steps, 1, nameof(request.Steps));
        ArgumentOutOfRangeException.ThrowIfLessThan(request.FrameCount, 1, nameof(request.FrameCount));
        ArgumentOutOfRangeException.ThrowIfNegative(request.Seed, nameof(request.Seed));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Seed, uint.MaxValue, nameof(request.Seed));
        if (!double.IsFinite(request.GuidanceScale))
            throw new ArgumentOutOfRangeException(nameof(request.GuidanceScale), request.GuidanceScale, "Guidance must be a number.");
        if (!(request.Strength is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(request.Strength), request.Strength, "Must be above 0, at most 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Motion, 1, nameof(request.Motion));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Motion, MostMotion, nameof(request.Motion));
        CheckSide(request.Width, nameof(request.Width));
        CheckSide(request.Height, nameof(request.Height));
    }

    /// <summary>For families that start from words alone.</summary>
    /// <exception cref="DiffusionException">There is a picture to start from.</exception>
    public static void RefuseSource(VideoRequest request)
    {
        if (request.Source is not null)
            throw DiffusionErrors.PictureRefused();
    }

    private static void CheckSide(int side, string name)
    {
        if (side < 2 || side > LargestSide || side % 2 != 0)
            throw new ArgumentOutOfRangeException(name, side, $"Must be even, 2 to {LargestSide}.");
    }
}
