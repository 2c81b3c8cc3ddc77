using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Pipelines.Latents;

public sealed class GuidanceRescaleTests
{
    // strong guidance makes latents wide; a part of that, or all of it, is taken back
    [Fact]
    public async Task GenerateAsync_Rescaled_GivesAnotherPicture()
    {
        using var model = new TinyModel("tiny-sd");
        using var pipeline = await model.LoadAsync();
        var request = Requests.Small with { GuidanceScale = 15, FrameCount = 1, Steps = 4 };
        var none = (await pipeline.CollectAsync(request))[0];
        var half = (await pipeline.CollectAsync(request with { GuidanceRescale = 0.5 }))[0];
        var all = (await pipeline.CollectAsync(request with { GuidanceRescale = 1 }))[0];
        Assert.NotEqual(none, half);
        Assert.NotEqual(half, all);
        Assert.Equal(none, (await pipeline.CollectAsync(request with { GuidanceRescale = 0 }))[0]);
    }
}
