using Microsoft.ML.OnnxRuntime;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tests.Support.Toys;

namespace StudioApp.Diffusion.Tests.Sessions;

// a denoiser that wants more memory than any machine has, for more samples at once than it is told
public sealed class FolderGraphsTests
{
    [Theory]
    [InlineData(MemoryUse.Auto, false)]
    [InlineData(MemoryUse.Keep, true)]
    public void Run_TooLittleMemory_LetsTheOthersGoFromThenOn(MemoryUse memory, bool stays)
    {
        using var folder = new ToyStableDiffusion { Denoiser = new ToyDenoiser { MostBatch = 1 } }.Write();
        var roomy = ToyStableDiffusion.Run(folder, ToyStableDiffusion.Request);
        using var model = Model(folder, memory);
        Assert.True(model.Vae.IsOpen);

        var (latents, picture) = ToyStableDiffusion.Run(model, ToyStableDiffusion.Request);
        Assert.Equal(roomy.Latents, latents);
        Assert.Equal(roomy.Picture, picture);

        // the denoiser's stage is done: its memory is the decoder's now
        Assert.Equal(stays, model.Unet.IsOpen);
        Assert.Equal(latents, ToyStableDiffusion.Run(model, ToyStableDiffusion.Request).Latents);
    }

    [Fact]
    public void Run_TooLittleMemoryForThisGraphAlone_SaysSoWithTheOthersLetGo()
    {
        using var folder = new ToyStableDiffusion { Denoiser = new ToyDenoiser { MostBatch = 0 } }.Write();
        using var model = Model(folder, MemoryUse.Auto);
        Assert.True(model.Vae.IsOpen);
        var e = Assert.Throws<DiffusionException>(() => ToyStableDiffusion.Run(model, ToyStableDiffusion.Request));
        Assert.Equal((DiffusionFault.OutOfMemory, "unet/model.onnx"), (e.Fault, e.Where));
        Assert.False(model.Vae.IsOpen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_RoomIsMade_OpensAgainAndGivesTheSame(bool isMade)
    {
        using var tiny = new TinyModel("tiny-sd");
        var (isShort, asked) = (false, 0);
        using var graph = new GraphSession(
            new GraphSetup(tiny.Copy.Path, "vae_decoder/model.onnx", 1),
            setup => isShort
                ? throw new DiffusionException(DiffusionFault.OutOfMemory, "There is none.")
                : new OpenGraph(new InferenceSession(setup.Path)),
            new RunClock(),
            () => false)
        { MakeRoom = MakeRoom };
        using var latent = new NumberBuffer(graph, graph.Inputs[0], 1, 4, 8, 8);
        using var picture = new NumberBuffer(graph, graph.Outputs[0], 1, 3, 64, 64);
        using var binding = graph.Bind().Input(graph.Inputs[0].Name, latent).Output(graph.Outputs[0].Name, picture);
        using var scope = new RunScope(CancellationToken.None);
        latent.Fill(0.5f);
        binding.Run(scope);
        Assert.Equal(0, asked);

        isShort = true;
        graph.Release();
        if (isMade)
            binding.Run(scope);
        else
            Assert.Equal(DiffusionFault.OutOfMemory, Assert.Throws<DiffusionException>(() => binding.Run(scope)).Fault);
        Assert.Equal(1, asked);
        Assert.Equal(isMade, graph.IsOpen);

        bool MakeRoom()
        {
            asked++;
            isShort = !isMade;
            return isMade;
        }
    }

    private static LatentModel Model(ToyFolder folder, MemoryUse memory) =>
        new(TestSessions.Create(new DiffusionOptions { Device = DevicePreference.Cpu, Threads = 1, Memory = memory }), folder.Path, 4, 1, seed => new PhiloxNoise(seed));
}
