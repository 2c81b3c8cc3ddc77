using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>
/// Turns the latents of a clip into frames: all at once as the reference does, since they are decoded with a look at each other, and some at a time only where
/// memory or the graph takes no more. The graph may ask how many they are.
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
    /// <param name="count">How many frames are wanted, from the first; the others are looked at.</param>
    /// <returns>Each [3, height * scale, width * scale], -1 to 1 and a little beyond; valid until the next one.</returns>
    public IEnumerable<Memory<float>> Decode(float[] latents, int count, RunScope scope)
    {
        var frames = latents.Length / FrameSize;
        var most = IsFixed ? _latentPort.Shape[0] : frames;
        for (var start = 0; start < count;)
        {
            var together = Math.Min(most, frames - start);
            // a graph made for so many frames is given the last one again where they run out
            var bound = Take(IsFixed ? most : together);
            Write(latents.AsSpan(start * FrameSize, together * FrameSize), bound);
            scope.EndsStage = start + together >= count;
            if (!TryRun(bound, scope, mayTakeLess: !IsFixed && together > UsualChunk))
            {
                most = UsualChunk;
                continue;
            }

            for (var i = 0; i < Math.Min(together, count - start); i++)
            {
                bound.Picture.Read(bound.Pixels, i * bound.Pixels.Length);
                FiniteGuard.Check(bound.Pixels, "the decoded frames");
                yield return bound.Pixels;
            }

            start += together;
        }
    }

    public void Dispose() => _bound?.Dispose();

    private bool IsFixed => _latentPort.Shape[0] > 0;

    private int FrameSize => _space.Channels * _height * _width;

    private void Write(ReadOnlySpan<float> latents, Bound bound)
    {
        var last = latents.Length / FrameSize - 1;
        for (var i = 0; i < bound.Frames; i++)
        {
            _space.Unscale(latents.Slice(Math.Min(i, last) * FrameSize, FrameSize), bound.Scaled);
            bound.Latent.Write(bound.Scaled, i * FrameSize);
        }

        bound.Count?.Fill(bound.Frames);
    }

    private bool TryRun(Bound bound, RunScope scope, bool mayTakeLess)
    {
        try
        {
            bound.Binding.Run(scope);
            return true;
        }
        catch (DiffusionException e) when (e.Fault == DiffusionFault.OutOfMemory && mayTakeLess)
        {
            bound.Dispose();
            _bound = null;
            // with what the failed run has taken of the device already
            _graph.Release();
            return false;
        }
    }

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
