using StudioApp.Diffusion.Tests.Support.Toys;

namespace StudioApp.Diffusion.Tests.Pipelines;

public sealed class PipelineNamesTests
{
    [Theory]
    [InlineData("StableDiffusionPipeline", "Stable Diffusion")]
    [InlineData("ORTStableDiffusionImg2ImgPipeline", "Stable Diffusion")]
    [InlineData("OnnxStableDiffusionImg2ImgPipeline", "Stable Diffusion")]
    [InlineData("ORTLatentConsistencyModelImg2ImgPipeline", "Stable Diffusion")]
    [InlineData("ORTStableDiffusionXLImg2ImgPipeline", "Stable Diffusion XL")]
    [InlineData("ORTAnimateDiffPipeline", "AnimateDiff")]
    [InlineData("OnnxTextToVideoSDPipeline", "ModelScope")]
    [InlineData("ORTStableVideoDiffusionPipeline", "Stable Video Diffusion")]
    [InlineData("ORTWanPipeline", "Wan")]
    public void Read_AnExportersName_IsTheFamilysOwn(string className, string family)
    {
        using var folder = new ToyFolder();
        folder.Write("model_index.json", $$"""{ "_class_name": "{{className}}" }""");
        Assert.Equal(family, folder.Read().Family);
    }
}
