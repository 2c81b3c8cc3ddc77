using SkiaSharp;
using StudioApp.Core.Generations;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Pictures;
using StudioApp.Diffusion.Imaging;

namespace StudioApp.Engine.Pictures;

/// <summary>Kept pictures as pixels for a pipeline.</summary>
internal sealed class StartPictures(IPictureStore store)
{
    /// <summary>The caller disposes the frame. In the file's own numbers: no colour profile or display has a say, so the same picture gives the same clip everywhere.</summary>
    /// <returns>Null when the settings name none.</returns>
    public Outcome<RgbFrame?> Read(GenerationSettings settings)
    {
        if (settings.StartPicture is not { } id)
            return (RgbFrame?)null;

        using var codec = store.Locate(id) is { } path ? SKCodec.Create(path) : null;
        if (codec is null)
            return GenerationErrors.PictureGone();

        using var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Opaque, colorspace: null));
        return codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success ? ToFrame(bitmap) : GenerationErrors.PictureGone();
    }

    private static RgbFrame ToFrame(SKBitmap bitmap)
    {
        var frame = RgbFrame.Rent(bitmap.Width, bitmap.Height);
        var from = bitmap.GetPixelSpan();
        var to = frame.Pixels.Span;
        for (var (i, o) = (0, 0); o < to.Length; i += 4, o += 3)
            from.Slice(i, 3).CopyTo(to[o..]);
        return frame;
    }
}
