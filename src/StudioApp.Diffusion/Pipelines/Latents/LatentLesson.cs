namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>Learns a space's colours from a clip while it is decoded anyway: some of its latents, and what the decoder made of each.</summary>
/// <param name="frameCount">Of the clip.</param>
/// <param name="width">Of the latent.</param>
/// <param name="scale">Pixels along one side of a latent pixel.</param>
/// <param name="learned">Told what came out.</param>
internal sealed class LatentLesson(int frameCount, int width, int scale, Action<LatentColours> learned)
{
    // each has thousands of pixels, for a few dozen unknowns
    private const int Most = 4;

    private readonly List<(float[] Latent, float[] Colours)> _pairs = [];

    public bool Wants(int frame) => frame % Math.Max(1, (frameCount + Most - 1) / Most) == 0;

    /// <param name="latent">[channels, height, width], as the denoiser left it.</param>
    /// <param name="picture">[3, height * scale, width * scale] as parts of full brightness, 0 to 1.</param>
    public void Add(float[] latent, ReadOnlySpan<float> picture)
    {
        var colours = LatentColourFit.Shrink(picture, width, scale);
        for (var i = 0; i < colours.Length; i++)
            colours[i] = 2 * colours[i] - 1;
        _pairs.Add((latent, colours));
    }

    /// <summary>All of the clip was decoded.</summary>
    public void End()
    {
        if (_pairs.Count > 0)
            learned(LatentColours.Fit(Join(pair => pair.Latent, _pairs[0].Latent.Length * 3 / _pairs[0].Colours.Length), Join(pair => pair.Colours, 3)));
    }

    // [parts, pixels] of each, one after the other, to [parts, all pixels]
    private float[] Join(Func<(float[] Latent, float[] Colours), float[]> of, int parts)
    {
        var size = of(_pairs[0]).Length / parts;
        return [.. Enumerable.Range(0, parts).SelectMany(part => _pairs.SelectMany(pair => new ArraySegment<float>(of(pair), part * size, size)))];
    }
}
