using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Pipelines.Wan;

/// <summary>Wan's parts: umT5's text encoder, one transformer or two, and an autoencoder that presses space and time together.</summary>
internal sealed class WanModel : ILatentModel
{
    public const int SampleRank = 5;

    private const int UsualTokens = 512;

    // the transformer takes latent pixels two by two
    private const int Multiple = 2 * WanLatents.Scale;

    private readonly SessionFactory _sessions;
    private readonly FolderGraphs _graphs;

    /// <param name="ct">Ends the opening before the next graph.</param>
    /// <exception cref="DiffusionException">A file is missing or damaged, or is not what its place needs.</exception>
    public WanModel(SessionFactory sessions, string folder, Func<long, INoiseSource> noise, CancellationToken ct = default)
    {
        (_sessions, Noise) = (sessions, noise);
        Latents = WanLatents.Read(folder);
        Stages = WanStages.Read(folder);
        Scheduler = SchedulerFile.Read(folder);
        var tokenizer = UnigramTokenizer.Read(folder, LatentFiles.Tokenizer);
        _graphs = new FolderGraphs(sessions, folder, [WanFiles.Transformer, .. Stages.Boundary is null ? [] : new[] { WanFiles.SecondTransformer }, LatentFiles.TextEncoder, LatentFiles.VaeDecoder]);
        try
        {
            Transformers = [OpenTransformer(WanFiles.Transformer), .. Stages.Boundary is null ? [] : new[] { OpenTransformer(WanFiles.SecondTransformer) }];
            Text = new T5TextEncoder(_graphs.Open(LatentFiles.TextEncoder, ct), tokenizer, Transformers[0].Ports.Context, UsualTokens);
            Vae = _graphs.Open(LatentFiles.VaeDecoder, ct);
            Previews = new LatentPreviews(
                sessions, folder, LatentFiles.VaeDecoder, Latents.Channels, WanLatents.Scale, Latents.Units, Latents.IsUsual ? LatentColours.Wan : null, FitColours, () => _graphs.Frees);
        }
        catch
        {
            Dispose();
            throw;
        }

        (GraphSession, UnetPorts) OpenTransformer(string file)
        {
            var graph = _graphs.Glance(file, ct);
            return (graph, UnetPorts.Find(graph, SampleRank));
        }
    }

    public ExecutionDevice Device => _sessions.Device;

    public Func<long, INoiseSource> Noise { get; }

    public WanLatents Latents { get; }

    public WanStages Stages { get; }

    public IScheduler Scheduler { get; }

    /// <summary>The one for the noisy beginning, then the one for the rest where there is one.</summary>
    public IReadOnlyList<(GraphSession Graph, UnetPorts Ports)> Transformers { get; }

    public T5TextEncoder Text { get; }

    public GraphSession Vae { get; }

    public LatentPreviews Previews { get; }

    /// <summary>Latent frames for a clip of so many: what does not come out even is made and not shown.</summary>
    public int LatentFramesFor(int frames) => Sample.Shape[2] > 0 ? Sample.Shape[2] : WanLatents.Pressed(frames);

    public void Check(VideoRequest request)
    {
        VideoRequestCheck.RefuseSource(request);
        LatentRequestCheck.Check(request, new LatentSpace(Latents.Channels, WanLatents.Scale, 1, 0), Sample, Scheduler);
        if (request.Width % Multiple != 0 || request.Height % Multiple != 0)
            throw DiffusionErrors.SizeNotMultiple(Multiple, request.Width, request.Height);
        if (Sample.Shape[2] > 0 && request.FrameCount > WanLatents.Unpressed(Sample.Shape[2]))
            throw DiffusionErrors.ClipTooLong(WanLatents.Unpressed(Sample.Shape[2]), request.FrameCount);
    }

    public void Freed() => _graphs.EndStage();

    public void Dispose()
    {
        Previews?.Dispose();
        Text?.Dispose();
        _graphs.Dispose();
    }

    private LatentColours? FitColours(RunScope scope)
    {
        return _graphs.Frees || Vae.Inputs[0].Shape.Skip(2).Any(size => size > 0) ? null : LatentColourFit.Run(Latents.Channels, WanLatents.Scale, DecodeOne);

        ReadOnlyMemory<float> DecodeOne(float[] latent, int side)
        {
            using var decoder = new VideoVaeDecoder(Vae, [Latents.Channels, 1, side, side], WanLatents.Scale, frames: 1);
            decoder.Decode(Latents.Unscale(latent), scope);
            return decoder.Frame(0);
        }
    }

    private GraphPort Sample => Transformers[0].Ports.Sample;
}
