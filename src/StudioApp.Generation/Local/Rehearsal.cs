using Microsoft.Extensions.Options;
using StudioApp.Core.Generations;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Engine.Previews;

namespace StudioApp.Engine.Local;

/// <summary>
/// Runs a model once for nobody: what is made on first use is made before a person waits for it, and the studio learns how
/// fast the model can be at best and what a preview costs.
/// </summary>
internal sealed class Rehearsal(PipelinePool pool, PaceBook paces, IOptions<LocalGenerationOptions> options, TimeProvider time)
{
    private const int Steps = 2;
    private const int Frames = 16;

    public async Task RunAsync(ModelFolder folder, CancellationToken ct)
    {
        using var lease = await pool.RentAsync(folder, ct).ConfigureAwait(false);
        if (folder.Defaults is not { } defaults || !AspectRatio.TryParse(defaults.Aspects[0].Ratio, null, out var aspect))
            return;

        var size = defaults.Aspects[0];
        using var picture = folder.NeedsPicture ? Grey(size) : null;
        var request = new VideoRequest(
            defaults.Examples.FirstOrDefault() ?? folder.Title, NegativePrompt: null, Seed: 1, Steps, defaults.GuidanceScale, size.Width, size.Height, defaults.FramesPerSecond, Math.Min(Frames, (int)(defaults.Seconds.Max * defaults.FramesPerSecond)))
        {
            Source = picture,
        };
        var watch = new Watch(options.Value, paces.PreviewsOf(folder.Name, aspect), time);
        var begun = time.GetTimestamp();
        await foreach (var frame in lease.Pipeline.GenerateAsync(request, watch, ct).ConfigureAwait(false))
            frame.Dispose();

        var rendering = time.GetElapsedTime(watch.DenoisedAt);
        var denoising = time.GetElapsedTime(begun) - rendering - watch.Predicting;
        paces.KeepRehearsed(folder.Name, aspect, new Pace(denoising / Steps, rendering / request.FrameCount, TimeSpan.Zero));
    }

    private static RgbFrame Grey(ModelAspect size)
    {
        var frame = RgbFrame.Rent(size.Width, size.Height);
        frame.Pixels.Span.Fill(128);
        return frame;
    }

    private sealed class Watch(LocalGenerationOptions options, PreviewCosts costs, TimeProvider time) : IPipelineObserver
    {
        private readonly JpegPreviewEncoder _encoder = new(options.PreviewSide);
        private readonly PreviewSize _size = PreviewSize.Ladder(options.PreviewSide, options.PreviewFrames)[0];

        public TimeSpan Predicting { get; private set; }

        public long DenoisedAt { get; private set; } = time.GetTimestamp();

        public void OnStep(PipelineStep step)
        {
            var since = time.GetTimestamp();
            if (options.PreviewShare > 0)
            {
                var frames = step.Predict(_size.Side, _size.Frames);
                costs.Measured(_size, time.GetElapsedTime(since));
                _encoder.Encode(frames);
                foreach (var frame in frames)
                    frame.Dispose();
            }

            DenoisedAt = time.GetTimestamp();
            Predicting += time.GetElapsedTime(since, DenoisedAt);
        }
    }
}
