using SkiaSharp;
using StudioApp.Diffusion.Imaging;

namespace StudioApp.Engine.Previews;

/// <summary>
/// Makes JPEG bursts that always fit: first the quality gives way, then the number of frames, then the size. What fitted
/// last is where the next burst starts, as one looks much like the one before. Used by one thread at a time.
/// </summary>
internal sealed class JpegPreviewEncoder(int maxSide)
{
    public const int MaxBurstBytes = 50_000;
    public const int MaxSide = 512;

    private static readonly int[] Qualities = [80, 70, 60, 50, 40, 30, 20, 10];

    private int _quality;

    /// <summary>At least one JPEG, together at most <see cref="MaxBurstBytes"/>; fewer than <paramref name="frames"/> where they did not fit, evenly thinned out.</summary>
    public IReadOnlyList<byte[]> Encode(IReadOnlyList<RgbFrame> frames)
    {
        var pictures = frames.Select(frame => PreviewPicture.From(frame, Math.Min(maxSide, MaxSide))).ToList();
        try
        {
            while (true)
            {
                var burst = pictures.ConvertAll(picture => Encode(picture, Qualities[_quality]));
                var bytes = burst.Sum(jpeg => jpeg.Length);
                if (bytes <= MaxBurstBytes)
                {
                    // much room left: the next one may look better
                    if (bytes < MaxBurstBytes / 2 && _quality > 0)
                        _quality--;
                    return burst;
                }

                GiveWay(pictures);
            }
        }
        finally
        {
            pictures.ForEach(picture => picture.Dispose());
        }
    }

    private void GiveWay(List<SKBitmap> pictures)
    {
        if (_quality < Qualities.Length - 1)
        {
            _quality++;
        }
        else if (pictures.Count > 1)
        {
            for (var i = pictures.Count - 1; i > 0; i--)
            {
                if (i % 2 == 0)
                    continue;
                pictures[i].Dispose();
                pictures.RemoveAt(i);
            }
        }
        else
        {
            using var tooLarge = pictures[0];
            pictures[0] = PreviewPicture.Scale(tooLarge, 0.5);
        }
    }

    private static byte[] Encode(SKBitmap picture, int quality)
    {
        using var pixels = picture.PeekPixels();
        using var jpeg = pixels.Encode(new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore))
            ?? throw new InvalidOperationException($"Skia could not encode a preview of {picture.Width} x {picture.Height}.");
        return jpeg.ToArray();
    }
}
