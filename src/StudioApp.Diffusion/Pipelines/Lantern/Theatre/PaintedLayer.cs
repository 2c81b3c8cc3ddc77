using System.Runtime.Intrinsics;

namespace StudioApp.Diffusion.Pipelines.Lantern.Theatre;

/// <summary>What is seen beyond a picture's border.</summary>
internal enum LayerBorder
{
    /// <summary>Nothing.</summary>
    Clear,

    /// <summary>The border's own pixels, on and on.</summary>
    Held,

    /// <summary>The picture again.</summary>
    Repeated,
}

/// <summary>
/// A picture as the stage samples it: a pixel is one vector of red, green, blue (0 to 255, premultiplied) and alpha (0 to 1), with one pixel of border all
/// around, so that bilinear samples never ask where they are.
/// </summary>
internal sealed class PaintedLayer
{
    private const int Border = 1;

    private readonly Vector128<float>[] _pixels;
    private readonly LayerBorder _border;
    private readonly Extent[] _seen;

    public PaintedLayer(int width, int height, LayerBorder border)
    {
        (Width, Height, _border) = (width, height, border);
        _pixels = new Vector128<float>[(width + 2 * Border) * (height + 2 * Border)];
        _seen = new Extent[height + 2 * Border];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Pixels a line with its border: what <see cref="Line"/> gives.</summary>
    public int Stride => Width + 2 * Border;

    public bool Repeats => _border == LayerBorder.Repeated;

    /// <summary>Paints the whole picture anew.</summary>
    /// <param name="planes">[3 or 4, height, width], 0 to 1, premultiplied; what lies outside is cut. Three planes are opaque.</param>
    public void Paint(ReadOnlySpan<float> planes)
    {
        var size = Width * Height;
        var hasAlpha = planes.Length == 4 * size;
        for (var i = 0; i < size; i++)
        {
            var alpha = hasAlpha ? Math.Clamp(planes[3 * size + i], 0, 1) : 1;
            var colour = Vector128.Create(planes[i], planes[size + i], planes[2 * size + i], 0);
            colour = Vector128.Min(Vector128.Max(colour, Vector128<float>.Zero), Vector128<float>.One) * 255;
            Pixel(i % Width, i / Width) = colour.WithElement(3, alpha);
        }

        Finish();
    }

    /// <summary>Paints the whole picture anew.</summary>
    /// <param name="pixels">[height, width, 3 or 4] bytes, premultiplied.</param>
    public void Paint(ReadOnlySpan<byte> pixels)
    {
        var channels = pixels.Length / (Width * Height);
        for (var i = 0; i < Width * Height; i++)
        {
            var pixel = pixels.Slice(i * channels, channels);
            Pixel(i % Width, i / Width) = Vector128.Create(pixel[0], pixel[1], pixel[2], channels == 4 ? pixel[3] / 255f : 1);
        }

        Finish();
    }

    /// <summary>One line with its border; -1 and <see cref="Height"/> are the border's own.</summary>
    public ReadOnlySpan<Vector128<float>> Line(int y) => _pixels.AsSpan((y + Border) * Stride, Stride);

    /// <summary>The columns of a line outside which nothing is seen, as indexes into <see cref="Line"/>.</summary>
    public Extent Seen(int y) => _seen[y + Border];

    private ref Vector128<float> Pixel(int x, int y) => ref _pixels[(y + Border) * Stride + x + Border];

    private void Finish()
    {
        if (_border != LayerBorder.Clear)
        {
            for (var y = 0; y < Height; y++)
                (Pixel(-1, y), Pixel(Width, y)) = Repeats ? (Pixel(Width - 1, y), Pixel(0, y)) : (Pixel(0, y), Pixel(Width - 1, y));
            Line(Repeats ? Height - 1 : 0).CopyTo(_pixels);
            Line(Repeats ? 0 : Height - 1).CopyTo(_pixels.AsSpan((Height + Border) * Stride));
        }

        for (var y = -Border; y <= Height; y++)
            _seen[y + Border] = Extent.Seen(Line(y));
    }
}
