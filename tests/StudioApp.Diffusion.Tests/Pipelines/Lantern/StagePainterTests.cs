using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Lantern;
using StudioApp.Diffusion.Pipelines.Lantern.Theatre;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;

namespace StudioApp.Diffusion.Tests.Pipelines.Lantern;

/// <summary>Against the graph that the model was made with, <c>stage/model.onnx</c>: sampled pixel by pixel, and twelve times slower.</summary>
public sealed class StagePainterTests
{
    private const double Rounding = 0.5 / 255;

    [Theory]
    [InlineData(48, 48)]
    [InlineData(64, 36)]
    [InlineData(36, 64)]
    [InlineData(150, 150)]
    public void Paint_AnyRow_IsWhatTheGraphGives(int width, int height)
    {
        const int rows = 40;
        using var backdrop = Picture(1, 3, 128, 256);
        using var actor = Picture(2, 4, 128, 128);
        using var motion = Motion(rows);
        using var grid = Grid(width, height);
        using var frames = new TensorBuffer<float>(rows, 3, height, width);
        using var graph = new LanternHost().Sessions.Open(Repository.Lantern, "stage/model.onnx", 1);
        using var scope = new RunScope(CancellationToken.None);
        using var binding = graph.Bind().Input("backdrop", backdrop).Input("actor", actor).Input("motion", motion).Input("grid", grid).Output("frames", frames);
        binding.Run(scope);
        var stage = new StagePainter(
            Layer(backdrop, 256, LayerBorder.Held), Layer(actor, 128, LayerBorder.Clear), new StageWindow((double)width / height, 2), width, height);

        var rgb = new byte[width * height * 3];
        for (var row = 0; row < rows; row++)
        {
            stage.Paint(motion.Values.Slice(row * MotionRow.Size, MotionRow.Size), rgb);
            var planes = frames.Values.Slice(row * rgb.Length, rgb.Length);
            var worst = 0.0;
            for (var i = 0; i < rgb.Length; i++)
                worst = Math.Max(worst, Math.Abs(rgb[i] / 255.0 - planes[i % 3 * (rgb.Length / 3) + i / 3]));
            Assert.True(worst < Rounding + 2e-3, $"row {row} is {worst:G3} apart");
        }
    }

    // anywhere on the stage and a little beyond, of any size, turn and zoom
    private static TensorBuffer<float> Motion(int rows)
    {
        var motion = new TensorBuffer<float>(rows, MotionRow.Size);
        new PhiloxNoise(5).Fill(motion.Values, 0);
        for (var row = 0; row < rows; row++)
            motion.Values[row * MotionRow.Size + MotionRow.CameraZoom] = Math.Abs(motion.Values[row * MotionRow.Size + MotionRow.CameraZoom]);
        return motion;
    }

    // premultiplied, without sharp edges: there the smallest shift is a large difference
    private static TensorBuffer<float> Picture(uint stream, int channels, int height, int width)
    {
        var picture = new TensorBuffer<float>(1, channels, height, width);
        for (var channel = 0; channel < channels; channel++)
        {
            for (var i = 0; i < width * height; i++)
            {
                var (x, y) = ((double)(i % width) / width, (double)(i / width) / height);
                var alpha = channels == 4 ? 0.5 + 0.5 * Math.Sin(9 * x + 7 * y) : 1;
                var wave = 0.5 + 0.5 * Math.Sin(stream + 2 * channel + 11 * x - 5 * y);
                picture.Values[channel * width * height + i] = (float)(channel == 3 ? alpha : alpha * wave);
            }
        }

        return picture;
    }

    private static TensorBuffer<float> Grid(int width, int height)
    {
        var grid = new TensorBuffer<float>(height, width, 2);
        for (var i = 0; i < width * height; i++)
        {
            grid.Values[i * 2] = (float)(0.5 + ((i % width + 0.5) / width - 0.5) * width / height);
            grid.Values[i * 2 + 1] = (float)((i / width + 0.5) / height);
        }

        return grid;
    }

    private static PaintedLayer Layer(TensorBuffer<float> picture, int width, LayerBorder border)
    {
        var layer = new PaintedLayer(width, 128, border);
        layer.Paint(picture.Values);
        return layer;
    }
}
