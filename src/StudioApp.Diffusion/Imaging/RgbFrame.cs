using System.Buffers;

namespace StudioApp.Diffusion.Imaging;

/// <summary>
/// One picture, 8 bits a channel, R G B, rows from the top without padding. Its bytes are rented:
/// whoever is handed a frame disposes it.
/// </summary>
public sealed class RgbFrame : IDisposable
{
    private byte[]? _rented;

    private RgbFrame(int width, int height, byte[] rented)
    {
        Width = width;
        Height = height;
        _rented = rented;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary><see cref="Width"/> x <see cref="Height"/> x 3 bytes.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed.</exception>
    public Memory<byte> Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_rented is null, this);
            return _rented.AsMemory(0, Width * Height * 3);
        }
    }

    public static RgbFrame Rent(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return new RgbFrame(width, height, ArrayPool<byte>.Shared.Rent(width * height * 3));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
            ArrayPool<byte>.Shared.Return(rented);
    }
}
