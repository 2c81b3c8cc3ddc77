using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.StableVideoDiffusion;

/// <summary>The parts of Stable Video Diffusion: CLIP's image encoder, an autoencoder whose decoder knows of time, and a denoiser of frames and the picture beside them.</summary>
internal sealed class StableVideoModel : ILatentModel
{
    public const int Channels = 4;

    /// <summary>Of the first release; XT has 25.</summary>
    public const int TrainedFrames = 14;

    private readonly SessionFactory _sessions;
    private readonly FolderGraphs _graphs;

    /// <param name="ct">Ends the opening before the next graph.</param>
    /// <exception cref="DiffusionException">A file is missing or damaged, or is not what its place needs.</exception>
    public StableVideoModel(SessionFactory sessions, string folder, Func<long, INoiseSource> noise, CancellationToken ct = default)
    {
        (_sessions, Noise, Folder) = (sessions, noise, folder);
        Config = UnetConfig.Read(folder, TrainedFrames);
        Space = LatentSpace.Read(folder);
        Scheduler = SchedulerFile.Read(folder);
        _graphs = new FolderGraphs(sessions, folder, LatentFiles.Unet, LatentFiles.ImageEncoder, LatentFiles.VaeEncoder, LatentFiles.VaeDecoder);
        try
        {
            Unet = _graphs.Glance(LatentFiles.Unet, ct);
            Ports = UnetPorts.Find(Unet, StableVideoDiffusionFamily.SampleRank, UnetInput.TimeIds);
            ImageEncoder = _graphs.Open(LatentFiles.ImageEncoder, ct);
            VaeEncoder = _graphs.Open(LatentFiles.VaeEncoder, ct);
            VaeDecoder = _graphs.Open(LatentFiles.VaeDecoder, ct);
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

    public string Folder { get; }

    public UnetConfig Config { get; }

    public LatentSpace Space { get; }

    public IScheduler Scheduler { get; }

    public GraphSession Unet { get; }

    public UnetPorts Ports { get; }

    public GraphSession ImageEncoder { get; }

    public GraphSession VaeEncoder { get; }

    public GraphSession VaeDecoder { get; }

    public LatentPreviews Previews { get; }

    /// <summary>How many frames are denoised for a clip of so many.</summary>
    public int FramesFor(int count) => Ports.Sample.Shape[1] > 0 ? Ports.Sample.Shape[1] : count;

    public void Check(VideoRequest request)
    {
        if (request.Source is null)
            throw DiffusionErrors.PictureNeeded();
        LatentRequestCheck.Check(request, Space, Ports.Sample, Scheduler);
        var most = Ports.Sample.Shape[1] > 0 ? Ports.Sample.Shape[1] : Config.Frames;
        if (request.FrameCount > most)
            throw DiffusionErrors.ClipTooLong(most, request.FrameCount);
    }

    public void Freed() => _graphs.EndStage();

    public void Dispose()
    {
        Previews?.Dispose();
        _graphs.Dispose();
    }

    private LatentColours? FitColours(RunScope scope)
    {
        return _graphs.Frees || VaeDecoder.Inputs.FirstOrDefault(input => input.Rank == 4) is not { } latent || latent.Shape[^1] > 0 || latent.Shape[^2] > 0
            ? null
            : LatentColourFit.Run(Space.Channels, Space.Scale, DecodeOne);

        ReadOnlyMemory<float> DecodeOne(float[] latents, int side)
        {
            using var decoder = new TemporalVaeDecoder(VaeDecoder, Space, side, side);
            return decoder.Decode(latents, 1, scope).First();
        }
    }
}
