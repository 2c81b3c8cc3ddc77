using StudioApp.Diffusion.Pipelines.Lantern;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Pipelines.Lantern;

/// <summary>Models whose graphs are whole but whose numbers are not.</summary>
public sealed class LanternDamageTests : IDisposable
{
    private readonly ModelCopy _copy = new();

    [Theory]
    [InlineData(LanternFiles.ActorDenoiser, "actor latents")]
    [InlineData(LanternFiles.BackdropDenoiser, "backdrop latents")]
    [InlineData(LanternFiles.MotionDenoiser, "motion latents")]
    public async Task GenerateAsync_WeightsNotFinite_NamesLayerAndStep(string file, string where)
    {
        new OnnxPatch(_copy.FileAt(file)).FillHalf(0, Half.NaN).Save();
        var e = await FailAsync();
        Assert.Equal((DiffusionFault.NotFinite, where, 1), (e.Fault, e.Where, e.Step));
    }

    [Fact]
    public async Task GenerateAsync_TextEncoderNotFinite_NamesTheEmbeddings()
    {
        new OnnxPatch(_copy.FileAt(LanternFiles.TextEncoder)).FillHalf(0, Half.NaN).Save();
        var e = await FailAsync();
        Assert.Equal((DiffusionFault.NotFinite, "prompt embeddings"), (e.Fault, e.Where));
    }

    [Theory]
    [InlineData(LanternFiles.ActorDecoder, "the actor's picture")]
    [InlineData(LanternFiles.BackdropDecoder, "the backdrop's picture")]
    public async Task GenerateAsync_DecoderNotFinite_NamesThePicture(string file, string where)
    {
        new OnnxPatch(_copy.FileAt(file)).FillSingle(0, float.NaN).Save();
        var e = await FailAsync();
        Assert.Equal((DiffusionFault.NotFinite, where), (e.Fault, e.Where));
    }

    [Fact]
    public async Task GenerateAsync_DecodersPaintBlack_IsNoClip()
    {
        foreach (var decoder in new[] { LanternFiles.ActorDecoder, LanternFiles.BackdropDecoder })
            new OnnxPatch(_copy.FileAt(decoder)).FillSingle(0, 0).FillSingle(1, -2).Save();
        using var pipeline = await new LanternHost(_copy.Path).LoadAsync();
        var e = await Assert.ThrowsAsync<DiffusionException>(() => pipeline.CollectAsync(Requests.Small));
        Assert.Equal((DiffusionFault.Black, "actor and backdrop"), (e.Fault, e.Where));
    }

    [Fact]
    public async Task LoadAsync_GraphOfAnotherLayer_IsRefused()
    {
        File.Copy(_copy.FileAt(LanternFiles.ActorDenoiser), _copy.FileAt(LanternFiles.MotionDenoiser), overwrite: true);
        var e = await FailAsync();
        Assert.Equal((DiffusionFault.ModelInvalid, LanternFiles.MotionDenoiser), (e.Fault, e.Where));
    }

    [Fact]
    public async Task LoadAsync_RefusedFolder_SaysWhy()
    {
        File.Delete(_copy.FileAt(LanternFiles.BackdropDecoder));
        var e = await FailAsync();
        Assert.Equal((DiffusionFault.ModelInvalid, LanternFiles.BackdropDecoder), (e.Fault, e.Where));
        Assert.Contains("is missing", e.Message);
    }

    public void Dispose() => _copy.Dispose();

    // loading runs every graph once, so damage shows before the first request
    private async Task<DiffusionException> FailAsync() =>
        await Assert.ThrowsAsync<DiffusionException>(() => new LanternHost(_copy.Path).LoadAsync());
}
