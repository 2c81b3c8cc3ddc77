using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>Renders frames of one size, a few at a time, into memory that is kept.</summary>
internal sealed class StageLane : IDisposable
{
    private readonly LanternScene _scene;
    private readonly StageWindow _window;
    private readonly TensorBuffer<float> _motion;
    private readonly TensorBuffer<float> _frames;
    private readonly GraphBinding _binding;
    private readonly int _width;
    private readonly int _height;

    /// <param name="grid">[height, width, 2], as the window fills it; shared between lanes.</param>
    /// <param name="batch">Frames a run.</param>
    public StageLane(GraphSession stage, LanternScene scene, StageWindow window, TensorBuffer<float> grid, int width, int height, int batch)
    {
        (_scene, _window, _width, _height, Batch) = (scene, window, width, height, batch);
        _motion = new TensorBuffer<float>(batch, MotionRow.Size);
        _frames = new TensorBuffer<float>(batch, 3, height, width);
        _binding = stage.Bind()
            .Input("backdrop", scene.Backdrop)
            .Input("actor", scene.Actor)
            .Input("motion", _motion)
            .Input("grid", grid)
            .Output("frames", _frames);
    }

    public int Batch { get; }

    /// <summary>Renders <see cref="Batch"/> frames, composed for the window; what lies past the end of the clip repeats its last frame.</summary>
    /// <param name="first">Index of the first frame.</param>
    /// <param name="count">Frames of the whole clip.</param>
    public void Render(int first, int count, RunScope scope)
    {
        for (var i = 0; i < Batch; i++)
        {
            var row = Row(i);
            MotionPath.Sample(_scene.Motion, MotionPath.Moment(Math.Min(first + i, count - 1), count), row);
            _window.FitInPlace(row);
        }

        _binding.Run(scope);
    }

    /// <summary>Renders these motion rows as they are, composed for no window.</summary>
    /// <param name="rows">[<see cref="Batch"/>, <see cref="MotionRow.Size"/>]</param>
    public void RenderRows(ReadOnlySpan<float> rows, RunScope scope)
    {
        rows.CopyTo(_motion.Values);
        _binding.Run(scope);
    }

    /// <summary>One of the frames that <see cref="Render"/> has made, [3, height, width].</summary>
    public ReadOnlySpan<float> Planes(int index) => _frames.Values.Slice(index * 3 * _width * _height, 3 * _width * _height);

    /// <summary>The same as pixels; the caller disposes them.</summary>
    /// <param name="brightest">The largest byte.</param>
    /// <exception cref="DiffusionException">A pixel is not finite.</exception>
    public RgbFrame Take(int index, out byte brightest)
    {
        var frame = RgbFrame.Rent(_width, _height);
        try
        {
            brightest = PlanarRgb.Write(Planes(index), frame, "the frames");
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
        _binding.Dispose();
        _motion.Dispose();
        _frames.Dispose();
    }

    private Span<float> Row(int index) => _motion.Values.Slice(index * MotionRow.Size, MotionRow.Size);
}
