using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>The lanes that render one size, side by side. Kept until another size is asked for.</summary>
internal sealed class StageRenderer
{
    private readonly StageSize _size;

    public StageRenderer(LanternScene scene, StageSize size, int lanes, RunClock clock)
    {
        _size = size;
        var window = new StageWindow(size.Aspect, scene.StageWidth);
        Lanes = [.. Enumerable.Range(0, lanes).Select(_ => new StageLane(scene, window, size.Width, size.Height, clock))];
    }

    public IReadOnlyList<StageLane> Lanes { get; }

    public bool Fits(StageSize size) => _size == size;
}

/// <summary>What a renderer's buffers are made for.</summary>
/// <param name="Aspect">Of the clip: a preview shows the same window in fewer pixels.</param>
internal readonly record struct StageSize(int Width, int Height, double Aspect)
{
    /// <summary>The whole frame, scaled so that its longer side is at most <paramref name="maxSide"/>.</summary>
    public static StageSize Preview(int width, int height, int maxSide)
    {
        var scale = Math.Min(1, (double)maxSide / Math.Max(width, height));
        return new StageSize(Scaled(width), Scaled(height), (double)width / height);

        int Scaled(int side) => Math.Max(1, (int)Math.Round(side * scale));
    }
}
