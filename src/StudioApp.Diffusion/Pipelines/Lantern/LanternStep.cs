using StudioApp.Diffusion.Imaging;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>A step whose prediction can be asked for while the observer is being told of it.</summary>
internal sealed record LanternStep(int Index, int Count) : PipelineStep(Index, Count)
{
    private Func<int, int, IReadOnlyList<RgbFrame>>? _predict;

    public LanternStep(int index, int count, Func<int, int, IReadOnlyList<RgbFrame>> predict)
        : this(index, count) => _predict = predict;

    public override IReadOnlyList<RgbFrame> Predict(int maxSide, int frameCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxSide);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameCount);
        return _predict is { } predict
            ? predict(maxSide, frameCount)
            : throw new InvalidOperationException("A step can be predicted from only inside OnStep: the latents have moved on.");
    }

    /// <summary>The observer has returned.</summary>
    public void Close() => _predict = null;
}
