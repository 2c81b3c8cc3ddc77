using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>
/// Turns the latents of a clip into frames, some at a time so that they fit into memory: those are decoded with a look at each other, and the graph may ask how
/// many they are.
/// </summary>
internal sealed class TemporalVaeDecoder : IDisposable
{
    // as many as diffusers' guide takes where memory is short
    private const int UsualChunk = 8;

    private readonly GraphSession _graph;
    private readonly GraphPort _latentPort;
    private readonly GraphPort _picturePort;
    private readonly GraphPort? _countPort;
    private readonly LatentSpace _space;
    private readonly int _width;
    private readonly int _height;
    private Bound? _bound;

    /// <param name="width">Of the latent.</param>
    /// <param name="height">Of the latent.</param>
    public TemporalVaeDecoder(GraphSession graph, LatentSpace space, int width, int height)
    {
        (_graph, _space, _width, _height) = (graph, space, width, height);
        _latentPort = graph.Inputs.FirstOrDefault(input => input.Rank == 4) ?? throw graph.Misfit("it has no input [frames, channels, height, width]");
        _countPort = graph.Inputs.FirstOrDefault(input => input.Rank <= 1 && input.Name.Contains("frames", StringComparison.Ordinal));
        if (graph.Inputs.FirstOrDefault(input => input != _latentPort && input != _countPort) is { } unknown)
            throw graph.Misfit($"it wants {unknown.Name}, which this kind of model does not have");
        _picturePort = graph.Outputs.FirstOrDefault(output => output.Rank == 4) ?? throw graph.Misfit("it has no output [frames, 3, height, width]");
    }

    /// <param name="latents">[frames, channels, height, width], as the denoiser leaves them.</param>
    /// <param name="count">How many frames are wanted, from the first.</param>
    /// <returns>Each [3, height * scale, width * scale], -1 to 1 and a little beyond; valid until the next one.</returns>
    public IEnumerable<Memory<float>> Decode(float[] latents, int count, RunScope scope)
    {
        var size = _space.Channels * _height * _width;
        var most = _latentPort.Shape[0] > 0 ? _latentPort.Shape[0] : Math.Min(UsualChunk, count);
        for (var start = 0; start < count; start += most)
        {
            var wanted = Math.Min(most, count - start);
            // a graph made for so many frames is given the last one again where they run out
            var bound = Take(_latentPort.Shape[0] > 0 ? most : wanted);
            for (var i = 0; i < bound.Frames; i++)
            {
                _space.Unscale(latents.AsSpan((start + Math.Min(i, wanted - 1)) * size, size), bound.Scaled);
                bound.Latent.Write(bound.Scaled, i * size);
            }

            bound.Count?.Fill(bound.Frames);
            scope.EndsStage = start + most >= count;
            bound.Binding.Run(scope);
            for (var i = 0; i < wanted; i++)
            {
                bound.Picture.Read(bound.Pixels, i * bound.Pixels.Length);
                FiniteGuard.Check(bound.Pixels, "the decoded frames");
                yield return bound.Pixels;
            }
        }
    }

    public void Dispose() => _bound?.Dispose();

    private Bound Take(int frames)
    {
        if (_bound?.Frames == frames)
            return _bound;
        _bound?.Dispose();
        return _bound = new Bound(this, frames);
    }

    /// <summary>The graph tied to one number of frames.</summary>
    private sealed class Bound : IDisposable
    {
        public Bound(TemporalVaeDecoder decoder, int frames)
        {
            var (graph, space) = (decoder._graph, decoder._space);
            Frames = frames;
            Latent = new NumberBuffer(graph, decoder._latentPort, frames, space.Channels, decoder._height, decoder._width);
            Picture = new NumberBuffer(graph, decoder._picturePort, frames, 3, decoder._height * space.Scale, decoder._width * space.Scale);
            Binding = graph.Bind().Input(decoder._latentPort.Name, Latent).Output(decoder._picturePort.Name, Picture);
            (Scaled, Pixels) = (new float[Latent.Count / frames], new float[Picture.Count / frames]);
            if (decoder._countPort is not { } port)
                return;
            Count = new NumberBuffer(graph, port, port.Rank == 0 ? [] : [1]);
            Binding.Input(port.Name, Count);
        }

        public int Frames { get; }

        public NumberBuffer Latent { get; }

        public NumberBuffer Picture { get; }

        public NumberBuffer? Count { get; }

        public GraphBinding Binding { get; }

        public float[] Scaled { get; }

        public float[] Pixels { get; }

        public void Dispose()
        {
            Binding.Dispose();
            Latent.Dispose();
            Picture.Dispose();
            Count?.Dispose();
        }
    }
}
