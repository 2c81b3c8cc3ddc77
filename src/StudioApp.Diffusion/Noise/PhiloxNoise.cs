using System.Runtime.Intrinsics;

namespace StudioApp.Diffusion.Noise;

/// <summary>
/// Philox words made Gaussian by Box and Muller, "A note on the generation of random normal deviates", 1958.
/// Counter-based: number n of a stream does not depend on how many were drawn before it.
/// </summary>
/// <param name="seed">0 to 2^32 - 1; higher bits count too.</param>
internal sealed class PhiloxNoise(long seed) : INoiseSource
{
    private const double OneOver2To32 = 1.0 / 4294967296.0;

    private readonly uint _key0 = unchecked((uint)seed);
    private readonly uint _key1 = unchecked((uint)(seed >> 32));

    public void Fill(Span<float> gaussian, uint stream)
    {
        Span<float> four = stackalloc float[4];
        for (var start = 0; start < gaussian.Length; start += 4)
        {
            var words = Philox4x32.Draw(Vector128.Create((uint)(start / 4), 0u, stream, 0u), _key0, _key1);
            (four[0], four[1]) = BoxMuller(words[0], words[1]);
            (four[2], four[3]) = BoxMuller(words[2], words[3]);
            four[..Math.Min(4, gaussian.Length - start)].CopyTo(gaussian[start..]);
        }
    }

    private static (float, float) BoxMuller(uint a, uint b)
    {
        // half a unit keeps the logarithm away from zero
        var radius = Math.Sqrt(-2 * Math.Log((a + 0.5) * OneOver2To32));
        var (sin, cos) = Math.SinCos(2 * Math.PI * b * OneOver2To32);
        return ((float)(radius * cos), (float)(radius * sin));
    }
}
