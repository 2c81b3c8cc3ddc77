using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>
/// Draws previews with a small network that does what a model's decoder does, nearly as well and many times as fast: TAESD (github.com/madebyollin/taesd), as
/// diffusers' AutoencoderTiny exports it. It takes latents as the denoiser leaves them.
/// </summary>
internal sealed class TinyDecoder : IDisposable
{
    private static readonly string[] Files = ["taesd_decoder/model.onnx", "vae_decoder_tiny/model.onnx", "tiny_vae_decoder/model.onnx", "taesd/vae_decoder/model.onnx"];

    private readonly GraphSession _graph;
    private readonly LatentSpace _space;
    private (VaeDecoder Decoder, int Width, int Height)? _bound;

    /// <exception cref="DiffusionException">It cannot be opened.</exception>
    public TinyDecoder(SessionFactory sessions, string folder, string file, int channels, int scale)
    {
        _space = new LatentSpace(channels, scale, Factor: 1, Shift: 0);
        // not among the model's own graphs: when memory is short, none of those makes room for a preview
        _graph = sessions.Open(folder, file, sessions.Device.Threads);
    }

    /// <returns>Its path inside the model folder; null where there is none.</returns>
    public static string? Find(string folder) => Files.FirstOrDefault(file => File.Exists(Path.Combine(folder, file)));

    /// <param name="latent">[channels, height, width]</param>
    /// <param name="maxSide">The longer side of the picture in pixels, at most: a larger latent is averaged down before, so that a small preview costs little.</param>
    /// <returns>Null where the picture would tell no more than the latent's own pixels.</returns>
    /// <exception cref="DiffusionException">The graph failed, or does not fit this latent.</exception>
    public RgbFrame? Draw(float[] latent, int width, int height, int maxSide, RunScope scope)
    {
        var by = (Math.Max(width, height) * _space.Scale + maxSide - 1) / maxSide;
        if (by >= _space.Scale || width < by || height < by)
            return null;
        var (small, smallWidth, smallHeight) = Shrink(latent, width, height, by);
        var pixels = Bind(smallWidth, smallHeight).DecodeToUnit(small, scope);
        var frame = RgbFrame.Rent(smallWidth * _space.Scale, smallHeight * _space.Scale);
        try
        {
            PlanarRgb.Write(pixels.Span, frame, "the preview");
            return frame;
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _bound?.Decoder.Dispose();
        _graph.Dispose();
    }

    private VaeDecoder Bind(int width, int height)
    {
        if (_bound is { } bound && (bound.Width, bound.Height) == (width, height))
            return bound.Decoder;
        _bound?.Decoder.Dispose();
        _bound = null;
        _bound = (new VaeDecoder(_graph, _space, width, height), width, height);
        return _bound.Value.Decoder;
    }

    // what does not come out even at the right and at the bottom is left out
    private (float[] Latent, int Width, int Height) Shrink(float[] latent, int width, int height, int by)
    {
        if (by == 1)
            return (latent, width, height);
        var (smallWidth, smallHeight) = (width / by, height / by);
        var small = new float[_space.Channels * smallWidth * smallHeight];
        for (var i = 0; i < small.Length * by * by; i++)
        {
            var (row, column) = (i / (smallWidth * by), i % (smallWidth * by));
            var (channel, y) = Math.DivRem(row, smallHeight * by);
            small[(channel * smallHeight + y / by) * smallWidth + column / by] += latent[(channel * height + y) * width + column] / (by * by);
        }

        return (small, smallWidth, smallHeight);
    }
}
