using StudioApp.Diffusion.Pipelines.Latents;

namespace StudioApp.Diffusion.Tests.Pipelines.Latents;

public sealed class GuidanceEmbeddingTests
{
    // diffusers' get_guidance_scale_embedding(torch.tensor([7.5]), embedding_dim=8): its argument is the scale less one
    [Fact]
    public void Of_AScale_IsSinesThenCosines()
    {
        double[] expected = [-0.8512359, 0.5626711, -0.4352330, 0.6816387, -0.5247833, -0.8266808, -0.9003178, 0.7316889];
        var found = GuidanceEmbedding.Of(8.5, 8);
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 2e-3); // PyTorch's angle of 7500 is in single precision
    }
}
