using StudioApp.Diffusion.Pipelines.Lantern.Theatre;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>
/// Where a frame's lines fall in the backdrop and in the actor, for one motion row. Places are in stage units, of which a square frame is one wide and high; the backdrop
/// is several wide. What <c>stage/model.onnx</c> computes, in two samples a pixel.
/// </summary>
internal readonly struct StageMoment
{
    private readonly PaintedLayer _backdrop;
    private readonly PaintedLayer _actor;
    private readonly StageWindow _window;
    private readonly int _width;
    private readonly int _height;
    private readonly float _seen; // units of the backdrop from the top of the frame to its bottom
    private readonly float _left; // of what is seen
    private readonly float _sine;
    private readonly float _cosine;
    private readonly float _x;
    private readonly float _y;
    private readonly float _size;

    public StageMoment(ReadOnlySpan<float> row, PaintedLayer backdrop, PaintedLayer actor, StageWindow window, int width, int height)
    {
        (_backdrop, _actor, _window, _width, _height) = (backdrop, actor, window, width, height);
        var stage = (float)window.StageWidth;
        var zoom = float.Exp2(row[MotionRow.CameraZoom] / 2);
        _seen = 1 / zoom;
        _left = Math.Max(Math.Min((row[MotionRow.CameraX] + 1) / 2 * stage - _seen / 2, stage - _seen), 0);
        var length = float.Hypot(row[MotionRow.TurnSine], row[MotionRow.TurnCosine]) + 1e-6f;
        (_sine, _cosine) = (row[MotionRow.TurnSine] / length, row[MotionRow.TurnCosine] / length);
        _x = row[MotionRow.ActorX] / 2 * zoom + 0.5f;
        _y = row[MotionRow.ActorY] / 2 * zoom + 0.5f;
        _size = float.Exp2(row[MotionRow.ActorSize] - 1) * zoom;
    }

    public SampleLine Backdrop(int line)
    {
        var (x, step, y) = Place(line);
        var unit = _backdrop.Width / (float)_window.StageWidth;
        return new SampleLine((_left + x * _seen) * unit - 0.5f, ((1 - _seen) / 2 + y * _seen) * _backdrop.Height - 0.5f, step * _seen * unit, 0);
    }

    public SampleLine Actor(int line)
    {
        var (x, step, y) = Place(line);
        var (dx, dy) = (x - _x, y - _y);
        var (wide, high) = (_actor.Width / _size, _actor.Height / _size);
        return new SampleLine(
            (_cosine * dx - _sine * dy) * wide + (_actor.Width - 1) / 2f,
            (_sine * dx + _cosine * dy) * high + (_actor.Height - 1) / 2f,
            _cosine * step * wide,
            _sine * step * high);
    }

    // the first pixel's centre, and the way to the next one
    private (float X, float Step, float Y) Place(int line)
    {
        var aspect = (float)_window.Aspect;
        return (0.5f + (0.5f / _width - 0.5f) * aspect, aspect / _width, (line + 0.5f) / _height);
    }
}
