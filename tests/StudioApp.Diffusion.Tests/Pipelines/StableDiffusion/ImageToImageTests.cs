using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Diffusion.Tests.Support;
using StudioApp.Diffusion.Tests.Support.Toys;

namespace StudioApp.Diffusion.Tests.Pipelines.StableDiffusion;

public sealed class ImageToImageTests
{
    private static readonly VideoRequest Request = ToyStableDiffusion.Request with { Steps = 8 };

    // the walk's last part, from the picture buried in noise: image-to-image of the reference
    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.5, false)]
    [InlineData(0.9, true)]
    [InlineData(1.0, true)]
    public void Denoise_FromAPicture_IsThePlainLoop(double strength, bool givesParameters)
    {
        var toy = new ToyStableDiffusion { Vae = new ToyVae { GivesParameters = givesParameters } };
        using var folder = toy.Write();
        toy.Vae.WriteEncoder(folder["vae_encoder/model.onnx"]);
        using var source = ToyPicture.Rent(Request.Width, Request.Height);
        var request = Request with { Source = source, Strength = strength };

        var seen = toy.Vae.Encode(ToyPicture.Planes(source), Request.Width);
        var size = 4 * (Request.Width / 8) * (Request.Height / 8);
        var drawn = ToyNumbers.Noise(Request.Seed, size, NoiseStreams.Picture);
        var noise = ToyNumbers.Noise(Request.Seed, size);
        var first = Request.Steps - (int)(Request.Steps * strength);
        var alphaBar = PlainDdim.AlphaBar(PlainDdim.Times(Request.Steps).ElementAt(first));
        double[] start = [.. Enumerable.Range(0, size)
            .Select(i => givesParameters ? seen[i] + Math.Exp(seen[size + i] / 2) * drawn[i] : seen[i])
            .Select((clean, i) => Math.Sqrt(alphaBar) * clean * ToyStableDiffusion.Factor + Math.Sqrt(1 - alphaBar) * noise[i])];

        var expected = PlainDdim.Run(start, Request.Steps, toy.Guided(folder, request), first);
        ToyNumbers.AssertNear(expected, ToyStableDiffusion.Run(folder, request).Latents, 1e-3);
    }

    [Fact]
    public async Task GenerateAsync_AtHalfStrength_CountsTheStepsThatAreTaken()
    {
        var toy = new ToyStableDiffusion();
        using var folder = toy.Write();
        toy.Vae.WriteEncoder(folder["vae_encoder/model.onnx"]);
        using var pipeline = await folder.LoadAsync();
        using var source = ToyPicture.Rent(100, 40);
        var told = new List<(int, int)>();
        await pipeline.CollectAsync(Request with { Source = source, Strength = 0.5 }, step => told.Add((step.Index, step.Count)));
        Assert.Equal([(1, 4), (2, 4), (3, 4), (4, 4)], told);
    }

    [Theory]
    [InlineData(true, 0.1, "strength")]
    [InlineData(false, 0.5, "vae_encoder")]
    public async Task GenerateAsync_WhatItCannotStartFrom_SaysWhatToDo(bool hasEncoder, double strength, string said)
    {
        var toy = new ToyStableDiffusion();
        using var folder = toy.Write();
        if (hasEncoder)
            toy.Vae.WriteEncoder(folder["vae_encoder/model.onnx"]);
        using var pipeline = await folder.LoadAsync();
        using var source = ToyPicture.Rent(32, 16);
        var e = await Assert.ThrowsAsync<DiffusionException>(() => pipeline.CollectAsync(Request with { Source = source, Strength = strength }));
        Assert.Equal(DiffusionFault.RequestUnsupported, e.Fault);
        Assert.Contains(said, e.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public async Task GenerateAsync_StrengthOutsideItsRange_IsRefused(double strength)
    {
        using var folder = new ToyStableDiffusion().Write();
        using var pipeline = await folder.LoadAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => pipeline.CollectAsync(Request with { Strength = strength }));
    }

    [Fact]
    public async Task GenerateAsync_AModelOfWordsAlone_RefusesAPicture()
    {
        using var model = new TinyModel("tiny-animatediff");
        using var pipeline = await model.LoadAsync();
        using var source = ToyPicture.Rent(64, 64);
        var e = await Assert.ThrowsAsync<DiffusionException>(() => pipeline.CollectAsync(Requests.Small with { Source = source }));
        Assert.Equal(DiffusionFault.RequestUnsupported, e.Fault);
    }
}
