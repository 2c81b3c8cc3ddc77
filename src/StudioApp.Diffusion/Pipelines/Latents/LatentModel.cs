using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>
/// The parts that Stable Diffusion and its video kin have in common: CLIP's text encoder, a denoiser in latent space, the autoencoder's decoder and a
/// scheduler. Rombach et al., "High-resolution image synthesis with latent diffusion models", CVPR 2022.
/// </summary>
internal sealed class LatentModel : ILatentModel
{
    private const int PictureRank = 4;
    private const int ClipRank = 5;

    private readonly SessionFactory _sessions;
    private readonly string _folder;
    private readonly FolderGraphs _graphs;
    private GraphSession? _vaeEncoder;

    /// <param name="sampleRank">Of the denoiser's sample: 4 for pictures, 5 for clips.</param>
    /// <param name="traits">Stable Diffusion's where they are left out.</param>
    /// <param name="ct">Ends the opening before the next graph.</param>
    /// <exception cref="DiffusionException">A file is missing or damaged, or is not what its place needs.</exception>
    public LatentModel(SessionFactory sessions, string folder, int sampleRank, int frames, Func<long, INoiseSource> noise, LatentTraits? traits = null, CancellationToken ct = default)
    {
        traits ??= LatentTraits.StableDiffusion;
        _folder = folder;
        _graphs = new FolderGraphs(sessions, folder, LatentFiles.Unet, LatentFiles.TextEncoder, LatentFiles.SecondTextEncoder, LatentFiles.VaeDecoder);
        (_sessions, Noise) = (sessions, noise);
        Config = UnetConfig.Read(folder, frames);
        Space = LatentSpace.Read(folder, traits.Factor);
        Scheduler = SchedulerFile.Read(folder);
        try
        {
            // a glance: it is opened for good when the first request has said which size
            Unet = _graphs.Glance(LatentFiles.Unet, ct);
            Ports = UnetPorts.Find(Unet, sampleRank, [UnetInput.GuidanceCondition, .. traits.Inputs]);
            Prompts = traits.OpenPrompts(new PromptParts(folder, file => _graphs.Open(file, ct), Ports.Context));
            Vae = _graphs.Open(LatentFiles.VaeDecoder, ct);
            Previews = new LatentPreviews(
                sessions, folder, LatentFiles.VaeDecoder, Space.Channels, Space.Scale, Space.Units, LatentColours.Find(Space), FitColours, () => _graphs.Frees);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ExecutionDevice Device => _sessions.Device;

    public Func<long, INoiseSource> Noise { get; }

    public UnetConfig Config { get; }

    public LatentSpace Space { get; }

    public IScheduler Scheduler { get; }

    public GraphSession Unet { get; }

    public UnetPorts Ports { get; }

    public IPromptReader Prompts { get; }

    public GraphSession Vae { get; }

    /// <summary>Opened when it is first asked for: few requests start from a picture.</summary>
    /// <exception cref="DiffusionException">The folder has none.</exception>
    public GraphSession VaeEncoder => _vaeEncoder ??= _graphs.Open(LatentFiles.VaeEncoder, CancellationToken.None);

    public LatentPreviews Previews { get; }

    public void Freed() => _graphs.EndStage();

    /// <summary>The denoiser bound to this request's prompt.</summary>
    /// <param name="shape">Of one sample, without the batch.</param>
    public Unet Bind(VideoRequest request, IReadOnlyList<int> shape, RunScope scope)
    {
        Unet.Fix(Ports.SampleSizes(shape));
        // a model that was distilled with guidance is told of it in place of being run twice
        var (positive, negative) = Prompts.Read(request, guided: request.GuidanceScale > 1 && Ports.GuidanceCondition is null, scope);
        if (Ports.GuidanceCondition is not null)
            positive = positive with { Others = [.. positive.Others, (UnetInput.GuidanceCondition, GuidanceEmbedding.Of(request.GuidanceScale, GuidanceWidth()))] };
        Freed();
        return new Unet(Unet, Ports, shape, positive, negative, frames: shape.Count < ClipRank - 1 ? 1 : shape[1]) { GuidanceRescale = (float)request.GuidanceRescale };
    }

    public void Check(VideoRequest request)
    {
        LatentRequestCheck.Check(request, Space, Ports.Sample, Scheduler);
        if (Ports.Sample.Rank == PictureRank)
            CheckStart(request);
        else
            VideoRequestCheck.RefuseSource(request);
    }

    public void Dispose()
    {
        Previews?.Dispose();
        Prompts?.Dispose();
        _graphs.Dispose();
    }

    private LatentColours? FitColours(RunScope scope) =>
        !_graphs.Frees && Vae.Inputs[0].Shape[^1] < 0 && Vae.Inputs[0].Shape[^2] < 0 ? LatentColourFit.Run(Vae, Space, scope) : null;

    private void CheckStart(VideoRequest request)
    {
        if (request.Source is null)
            return;
        if (!File.Exists(Path.Combine(_folder, LatentFiles.VaeEncoder)))
            throw DiffusionErrors.PictureEncoderMissing(LatentFiles.VaeEncoder);
        var most = Scheduler is Lcm ? (int)(Scheduler.MaxSteps * request.Strength) : Scheduler.MaxSteps;
        if ((int)(request.Steps * request.Strength) < 1 || request.Steps > most)
            throw DiffusionErrors.StrengthLeavesNothing(request.Steps, request.Strength);
    }

    private int GuidanceWidth() =>
        Ports.GuidanceCondition!.Shape[^1] > 0 ? Ports.GuidanceCondition.Shape[^1] : Config.GuidanceWidth ?? throw Unet.Misfit("the width of its guidance condition is open, and its config.json has no 'time_cond_proj_dim'");
}
