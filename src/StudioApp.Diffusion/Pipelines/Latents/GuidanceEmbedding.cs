namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>How a distilled model is told of the guidance it is to act as if it had: Meng et al., "On distillation of guided diffusion models", CVPR 2023.</summary>
internal static class GuidanceEmbedding
{
    /// <summary>Sines, then cosines, of 1000 (scale - 1) at frequencies that fall from 1 to 1/10000.</summary>
    /// <param name="width">How many numbers, 4 at least.</param>
    public static float[] Of(double guidanceScale, int width)
    {
        var half = width / 2;
        var angles = Enumerable.Range(0, half).Select(i => 1000 * (guidanceScale - 1) * Math.Exp(-Math.Log(10000) * i / (half - 1))).ToArray();
        return [.. angles.Select(angle => (float)Math.Sin(angle)), .. angles.Select(angle => (float)Math.Cos(angle)), .. Enumerable.Repeat(0f, width % 2)];
    }
}
