using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>The lanes that render one size, side by side. Kept until another size is asked for.</summary>
internal sealed class StageRenderer : IDisposable
{
    private readonly TensorBuffer<float> _grid;
    private readonly StageSize _size;

    public StageRenderer(GraphSession stage, LanternScene scene, StageSize size, int lanes)
    {
        _size = size;
        var window = new StageWindow(size.Aspect, scene.StageWidth);
        _grid = new TensorBuffer<float>(size.Height, size.Width, 2);
        window.FillGrid(_grid.Values, size.Width, size.Height);
        Lanes = [.. Enumerable.Range(0, lanes).Select(_ => new StageLane(stage, scene, window, _grid, size.Width, size.Height, size.Batch))];
    }

    public IReadOnlyList<StageLane> Lanes { get; }

    public bool Fits(StageSize size, int lanes) => _size == size && Lanes.Count == lanes;

    public void Dispose()
    {
        foreach (var lane in Lanes)
            lane.Dispose();
        _grid.Dispose();
    }
}

/// <summary>What a renderer's buffers are made for.</summary>
/// <param name="Aspect">Of the clip: a preview shows the same window in fewer pixels.</param>
/// <param name="Batch">Frames a run.</param>
internal readonly record struct StageSize(int Width, int Height, double Aspect, int Batch)
{
    /// <summary>The whole frame, scaled so that its longer side is at most <paramref name="maxSide"/>.</summary>
    public static StageSize Preview(int width, int height, int maxSide, int batch)
    {
        var scale = Math.Min(1, (double)maxSide / Math.Max(width, height));
        return new StageSize(Scaled(width), Scaled(height), (double)width / height, batch);

        int Scaled(int side) => Math.Max(1, (int)Math.Round(side * scale));
    }
}
