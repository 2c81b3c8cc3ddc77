namespace StudioApp.Diffusion.Guards;

/// <summary>A picture that never leaves black is a broken model, not a dark scene: even a night sky has one lamp or star.</summary>
internal static class BlackGuard
{
    /// <summary>The brightest a channel may get, of 255, for a clip to count as black.</summary>
    public const byte Threshold = 4;

    /// <param name="brightest">The largest channel value, 0 to 255, of everything that was seen.</param>
    /// <exception cref="DiffusionException"><see cref="DiffusionFault.Black"/></exception>
    public static void Check(byte brightest, string where)
    {
        if (brightest <= Threshold)
        {
            throw new DiffusionException(DiffusionFault.Black, $"Every frame is black ({where}). Try another seed or prompt; if it stays, the model's files are damaged.")
            {
                Where = where,
            };
        }
    }
}
