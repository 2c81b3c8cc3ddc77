using StudioApp.Diffusion.Imaging;

namespace StudioApp.Diffusion.Pipelines;

/// <summary>
/// A loaded model that turns a prompt into frames: encode, prepare, denoise, decode. One generation at a time;
/// sessions and buffers are kept between generations.
/// </summary>
public interface IVideoPipeline : IDisposable
{
    /// <summary>What the sessions really run on: <c>CPU (2 threads)</c>, <c>CUDA 0</c>.</summary>
    string Device { get; }

    /// <summary>
    /// Denoises, then yields the frames in order as they are rendered. The caller disposes each frame, in its own time:
    /// rendering goes on while an earlier frame is still in use.
    /// </summary>
    /// <exception cref="OperationCanceledException">Within one denoising step of <paramref name="ct"/> being cancelled.</exception>
    /// <exception cref="DiffusionException">The model gave numbers that are no picture, ran out of memory, or its graphs do not fit the request.</exception>
    IAsyncEnumerable<RgbFrame> GenerateAsync(VideoRequest request, IPipelineObserver observer, CancellationToken ct);
}

/// <summary>What to make. The same request on the same machine gives the same bytes.</summary>
/// <param name="NegativePrompt">What guidance keeps away from. Null where nobody said: some models were trained on something else than the words "" in its place.</param>
/// <param name="Seed">0 to 2^32 - 1.</param>
/// <param name="Steps">Denoising steps, at least 1.</param>
/// <param name="GuidanceScale">1 turns classifier-free guidance off, and with it the second run of every step.</param>
/// <param name="Width">Pixels, even.</param>
/// <param name="Height">Pixels, even.</param>
/// <param name="FrameCount">At least 1.</param>
public sealed record VideoRequest(
    string Prompt,
    string? NegativePrompt,
    long Seed,
    int Steps,
    double GuidanceScale,
    int Width,
    int Height,
    double FramesPerSecond,
    int FrameCount)
{
    /// <summary>
    /// How much of the contrast that guidance adds is taken back, 0 to 1: for models that were trained to the very end of the noise and
    /// wash out under guidance. Lin et al., "Common diffusion noise schedules and sample steps are flawed", WACV 2024, section 3.4.
    /// </summary>
    public double GuidanceRescale { get; init; }

    /// <summary>
    /// A picture to start from, where the model takes one; null starts from words alone. Of any size: what does not fit the shape is cut off evenly at both sides.
    /// Whoever asks disposes it, after the last frame.
    /// </summary>
    public RgbFrame? Source { get; init; }

    /// <summary>How far to go from <see cref="Source"/>, above 0 to 1: at 1 little of it is left. Models that set a picture in motion do not ask.</summary>
    public double Strength { get; init; } = 0.8;

    /// <summary>How much moves, 1 to 255, in models that set <see cref="Source"/> in motion and are told (<c>motion_bucket_id</c>).</summary>
    public int Motion { get; init; } = 127;
}

/// <summary>Watches a pipeline work. Called on the pipeline's own thread between two steps, so time spent here is time lost.</summary>
public interface IPipelineObserver
{
    void OnStep(PipelineStep step);
}

/// <summary>A denoising step that has just been done.</summary>
/// <param name="Index">1 to <paramref name="Count"/>.</param>
public abstract record PipelineStep(int Index, int Count)
{
    /// <summary>
    /// Decodes what the model now predicts the clean clip to be, small and in motion. Costs time, so only for whoever shows it;
    /// valid only inside <see cref="IPipelineObserver.OnStep"/>. The caller disposes the frames, of which there are none where the model has no cheap way to show them.
    /// </summary>
    /// <param name="maxSide">The longer side of each frame in pixels, at most.</param>
    /// <param name="frameCount">How many frames, evenly spread over the clip.</param>
    public abstract IReadOnlyList<RgbFrame> Predict(int maxSide, int frameCount);
}
