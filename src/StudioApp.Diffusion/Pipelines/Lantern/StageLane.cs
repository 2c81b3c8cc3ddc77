using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>Renders the frames of one clip or preview, one after another.</summary>
/// <param name="clock">Counts the stage as it counts the graphs: it is the model's last network in all but name.</param>
internal sealed class StageLane(LanternScene scene, StageWindow window, int width, int height, RunClock clock)
{
    private readonly StagePainter _stage = new(scene.Backdrop, scene.Actor, window, width, height);

    /// <summary>One frame of a clip, composed for the window; the caller disposes it. What lies past the end of the clip repeats its last frame.</summary>
    /// <param name="index">Counted from 0.</param>
    /// <param name="count">Frames of the whole clip.</param>
    /// <param name="brightest">The largest byte.</param>
    public RgbFrame Render(int index, int count, out byte brightest)
    {
        Span<float> row = stackalloc float[MotionRow.Size];
        MotionPath.Sample(scene.Motion, MotionPath.Moment(Math.Min(index, count - 1), count), row);
        window.FitInPlace(row);
        return RenderRow(row, out brightest);
    }

    /// <summary>Renders a motion row as it is, composed for no window.</summary>
    /// <inheritdoc cref="Render"/>
    public RgbFrame RenderRow(ReadOnlySpan<float> row, out byte brightest)
    {
        var entered = clock.Enter();
        try
        {
            var frame = RgbFrame.Rent(width, height);
            brightest = _stage.Paint(row, frame.Pixels.Span);
            return frame;
        }
        finally
        {
            clock.Leave(entered);
        }
    }
}
