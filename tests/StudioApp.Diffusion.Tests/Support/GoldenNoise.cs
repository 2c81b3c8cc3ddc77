using StudioApp.Diffusion.Noise;

namespace StudioApp.Diffusion.Tests.Support;

/// <summary>The golden start, and what the reference drew on the way, where that is known.</summary>
internal sealed class GoldenNoise(float[] initial, IEnumerable<float[]> drawn, INoiseSource rest) : INoiseSource
{
    private readonly Queue<float[]> _drawn = new(drawn);

    /// <summary>What was drawn that nobody recorded.</summary>
    public int Missing { get; private set; }

    public void Fill(Span<float> gaussian, uint stream)
    {
        if (stream == 0)
        {
            initial.CopyTo(gaussian);
        }
        else if (stream != NoiseStreams.Picture && _drawn.TryDequeue(out var next))
        {
            next.CopyTo(gaussian);
        }
        else
        {
            Missing++;
            rest.Fill(gaussian, stream);
        }
    }
}
