using StudioApp.Diffusion.Imaging;

namespace StudioApp.Diffusion.Pipelines;

/// <summary>A step whose prediction can be asked for while the observer is being told of it.</summary>
internal sealed record PredictableStep(int Index, int Count) : PipelineStep(Index, Count)
{
    private Func<int, int, IReadOnlyList<RgbFrame>>? _predict;

    /// <param name="predict">As <see cref="PipelineStep.Predict"/>.</param>
    public static void Tell(IPipelineObserver observer, int index, int count, Func<int, int, IReadOnlyList<RgbFrame>> predict)
    {
        var step = new PredictableStep(index, count) { _predict = predict };
        try
        {
            observer.OnStep(step);
        }
        finally
        {
            // the latents move on
            step._predict = null;
        }
    }

    public override IReadOnlyList<RgbFrame> Predict(int maxSide, int frameCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxSide);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameCount);
        return _predict is { } predict
            ? predict(maxSide, frameCount)
            : throw new InvalidOperationException("A step can be predicted from only inside OnStep: the latents have moved on.");
    }
}
