using System.Runtime.CompilerServices;
using StudioApp.Media.Clips;

namespace StudioApp.Media.Tests.Support;

/// <summary>Frames that are told apart by eye and by number: a soft gradient that drifts, and a disc that crosses it.</summary>
internal static class Pictures
{
    public static byte[] Moving(int width, int height, int frame, int count)
    {
        var pixels = new byte[width * height * 3];
        var discX = width * (0.1 + (0.8 * frame / Math.Max(1, count - 1)));
        var discY = height * 0.5;
        var radius = Math.Min(width, height) * 0.15;
        for (int y = 0, i = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++, i += 3)
            {
                var inside = ((x - discX) * (x - discX)) + ((y - discY) * (y - discY)) < radius * radius;
                pixels[i] = inside ? (byte)230 : (byte)(60 + (100.0 * x / width));
                pixels[i + 1] = inside ? (byte)90 : (byte)(80 + (100.0 * y / height));
                pixels[i + 2] = inside ? (byte)40 : (byte)(120 + (80.0 * ((x + frame) % width) / width));
            }
        }

        return pixels;
    }

    public static byte[] Plain(int width, int height, byte red, byte green, byte blue)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i += 3)
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (red, green, blue);
        return pixels;
    }

    /// <summary>Frames that are all there: <paramref name="count"/> of them, which may be more or fewer than the job says.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Moving(ClipJob job, int? count = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var i = 0; i < (count ?? job.FrameCount); i++)
        {
            ct.ThrowIfCancellationRequested();
            yield return Moving(job.Width, job.Height, i, job.FrameCount);
            await Task.Yield();
        }
    }

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Of(IEnumerable<byte[]> frames)
    {
        foreach (var frame in frames)
        {
            yield return frame;
            await Task.Yield();
        }
    }
}
