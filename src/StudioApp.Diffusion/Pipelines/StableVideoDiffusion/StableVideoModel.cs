using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.StableVideoDiffusion;

/// <summary>The parts of Stable Video Diffusion: CLIP's image encoder, an autoencoder whose decoder knows of time, and a denoiser of frames and the picture beside them.</summary>
internal sealed class StableVideoModel : IDisposable
{
    public const int Channels = 4;

    /// <summary>Of the first release; XT has 25.</summary>
    public const int TrainedFrames = 14;

    private readonly SessionFactory _sessions;
    private readonly FolderGraphs _graphs;

    /// <exception cref="DiffusionException">A file is missing or damaged, or is not what its place needs.</exception>
    public StableVideoModel(SessionFactory sessions, string folder, Func<long, INoiseSource> noise)
    {
        (_sessions, Noise, Folder) = (sessions, noise, folder);
        Config = UnetConfig.Read(folder, TrainedFrames);
        Space = LatentSpace.Read(folder);
        Scheduler = SchedulerFile.Read(folder);
        _graphs = new FolderGraphs(sessions, folder, LatentFiles.Unet, LatentFiles.ImageEncoder, LatentFiles.VaeEncoder, LatentFiles.VaeDecoder);
        try
        {
            Unet = _graphs.Glance(LatentFiles.Unet);
            Ports = UnetPorts.Find(Unet, StableVideoDiffusionFamily.SampleRank, UnetInput.TimeIds);
            ImageEncoder = _graphs.Open(LatentFiles.ImageEncoder);
            VaeEncoder = _graphs.Open(LatentFiles.VaeEncoder);
            VaeDecoder = _graphs.Open(LatentFiles.VaeDecoder);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>As it is after all graphs were opened: a card that turned out to be none is not it.</summary>
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

    /// <summary>How many frames are denoised for a clip of so many.</summary>
    public int FramesFor(int count) => Ports.Sample.Shape[1] > 0 ? Ports.Sample.Shape[1] : count;

    /// <exception cref="DiffusionException">There is no picture, or the clip is none that this model makes.</exception>
    public void Check(VideoRequest request)
    {
        if (request.Source is null)
            throw new DiffusionException(DiffusionFault.RequestUnsupported, "This model sets a picture in motion. Give it one to start from.");
        LatentRequestCheck.Check(request, Space, Ports.Sample, Scheduler);
        var most = Ports.Sample.Shape[1] > 0 ? Ports.Sample.Shape[1] : Config.Frames;
        if (request.FrameCount > most)
            throw new DiffusionException(DiffusionFault.RequestUnsupported, $"This model makes clips of at most {most} frames, not {request.FrameCount}. Choose a shorter clip.");
    }

    /// <inheritdoc cref="FolderGraphs.EndStage"/>
    public void Freed() => _graphs.EndStage();

    public void Dispose() => _graphs.Dispose();
}
