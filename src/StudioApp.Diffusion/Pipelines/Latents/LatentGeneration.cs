using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>One request on its way: encode, prepare, denoise, decode, in that order. Families say what each stage is made of.</summary>
internal abstract class LatentGeneration<TModel>(TModel model, VideoRequest request, IPipelineObserver observer, RunScope scope) : IDisposable
    where TModel : ILatentModel
{
    private LatentLoop? _loop;

    /// <summary>One clip's, as the family lays them out.</summary>
    public ReadOnlySpan<float> Latents => Loop.Latents;

    protected TModel Model => model;

    protected VideoRequest Request => request;

    protected RunScope Scope => scope;

    protected LatentLoop Loop => _loop ?? throw new InvalidOperationException("Prepare comes before it.");

    public async Task RunAsync(FrameQueue queue)
    {
        Encode();
        Prepare();
        Denoise();
        await DecodeAsync(queue);
    }

    /// <summary>Reads the prompt, and the picture to start from where there is one.</summary>
    public abstract void Encode();

    public void Prepare() => _loop = Begin();

    public void Denoise()
    {
        for (var step = 0; step < Loop.Steps; step++)
        {
            Loop.Step(step, scope);
            PredictableStep.Tell(observer, Loop.Done(step), Loop.Count, Preview);
        }

        model.Freed();
    }

    /// <summary>Each frame of the clip as parts of full brightness, [3, height, width]; valid until the next one.</summary>
    public abstract IEnumerable<ReadOnlyMemory<float>> Decode();

    public abstract void Dispose();

    /// <summary>The latents' first noise, and how they leave it.</summary>
    protected abstract LatentLoop Begin();

    /// <summary>Which latent stands for a frame of the clip.</summary>
    protected virtual int LatentIndex(int frame) => frame;

    /// <summary>One of a clip's latents, [channels, height, width].</summary>
    /// <param name="latents">As the family lays them out.</param>
    protected abstract float[] LatentAt(ReadOnlySpan<float> latents, int index);

    // what the model now predicts, evenly spread over the clip; none where nothing cheap can draw it
    private IReadOnlyList<RgbFrame> Preview(int maxSide, int count)
    {
        var (width, height) = (request.Width / model.Previews.Scale, request.Height / model.Previews.Scale);
        var frames = new List<RgbFrame>(count);
        try
        {
            for (var i = 0; i < count; i++)
            {
                scope.Token.ThrowIfCancellationRequested();
                var latent = LatentAt(Loop.Clean, LatentIndex((int)((long)i * request.FrameCount / count)));
                if (model.Previews.Draw(latent, width, height, maxSide, scope) is not { } frame)
                    return frames;
                frames.Add(frame);
            }

            if (frames.TrueForAll(frame => (frame.Width, frame.Height) == (frames[0].Width, frames[0].Height)))
                return frames;
            // the tiny decoder failed on the way, and from now on draws nothing: a burst is of one size
            frames.ForEach(frame => frame.Dispose());
            frames.Clear();
            return Preview(maxSide, count);
        }
        catch
        {
            frames.ForEach(frame => frame.Dispose());
            throw;
        }
    }

    private async Task DecodeAsync(FrameQueue queue)
    {
        byte brightest = 0;
        var lesson = model.Previews.Begin(request.FrameCount, request.Width / model.Previews.Scale);
        var index = 0;
        foreach (var planes in Decode())
        {
            var frame = RgbFrame.Rent(request.Width, request.Height);
            brightest = Math.Max(brightest, PlanarRgb.Write(planes.Span, frame, "the frames"));
            if (lesson is not null && lesson.Wants(index))
                lesson.Add(LatentAt(Latents, LatentIndex(index)), planes.Span);
            index++;
            await queue.WriteAsync(lane: 0, frame, scope.Token);
        }

        lesson?.End();

        BlackGuard.Check(brightest, "the frames");
    }
}
