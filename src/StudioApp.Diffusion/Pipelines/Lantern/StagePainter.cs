using System.Runtime.Intrinsics;
using StudioApp.Diffusion.Pipelines.Lantern.Theatre;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>The stage: paints frames of one size, one after another, from the backdrop as the camera sees it and the actor before it.</summary>
internal sealed class StagePainter(PaintedLayer backdrop, PaintedLayer actor, StageWindow window, int width, int height)
{
    private readonly Vector128<float>[] _line = new Vector128<float>[width];
    private readonly Vector128<float>[] _blended = new Vector128<float>[backdrop.Stride];

    /// <param name="row">[<see cref="MotionRow.Size"/>]</param>
    /// <param name="rgb">[height, width, 3] bytes, written.</param>
    /// <returns>The largest byte.</returns>
    public byte Paint(ReadOnlySpan<float> row, Span<byte> rgb)
    {
        var moment = new StageMoment(row, backdrop, actor, window, width, height);
        var painter = new LinePainter(_line, _blended);
        var brightest = Vector128<byte>.Zero;
        for (var y = 0; y < height; y++)
        {
            painter.Lay(backdrop, moment.Backdrop(y));
            painter.OverTurned(actor, moment.Actor(y), 1);
            brightest = Vector128.Max(brightest, PixelLine.Write(_line, rgb.Slice(y * width * 3, width * 3)));
        }

        return Math.Max(brightest[0], Math.Max(brightest[1], brightest[2]));
    }
}
