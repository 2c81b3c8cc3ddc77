using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>Turns the latent of a whole clip into its frames, where one latent frame stands for several: the first for one, each of the others for as many as time was pressed together.</summary>
internal sealed class VideoVaeDecoder : IDisposable
{
    private readonly NumberBuffer _latent;
    private readonly NumberBuffer _clip;
    private readonly GraphBinding _binding;
    private readonly float[] _pixels;

    /// <param name="shape">[channels, frames, height, width] of the latent.</param>
    /// <param name="scale">Pixels along one side of a latent pixel.</param>
    /// <param name="frames">Of the clip.</param>
    public VideoVaeDecoder(GraphSession graph, IReadOnlyList<int> shape, int scale, int frames)
    {
        var latent = graph.Inputs.Count == 1 && graph.Inputs[0].Rank == 5 ? graph.Inputs[0] : throw graph.Misfit("it must have one input, [batch, channels, frames, height, width]");
        var clip = graph.Outputs.FirstOrDefault(output => output.Rank == 5) ?? throw graph.Misfit("it has no output [batch, 3, frames, height, width]");
        Frames = frames;
        _latent = new NumberBuffer(graph, latent, [1, .. shape.Select(dimension => (long)dimension)]);
        _clip = new NumberBuffer(graph, clip, 1, 3, frames, shape[2] * scale, shape[3] * scale);
        _pixels = new float[_clip.Count / frames];
        _binding = graph.Bind().Input(latent.Name, _latent).Output(clip.Name, _clip);
    }

    /// <summary>Of the clip.</summary>
    public int Frames { get; }

    /// <param name="latent">In the autoencoder's own units.</param>
    public void Decode(ReadOnlySpan<float> latent, RunScope scope)
    {
        _latent.Write(latent);
        _binding.Run(scope);
    }

    /// <returns>[3, height, width], -1 to 1 and a little beyond; valid until the next call.</returns>
    public Memory<float> Frame(int index)
    {
        var area = _pixels.Length / 3;
        for (var colour = 0; colour < 3; colour++)
            _clip.Read(_pixels.AsSpan(colour * area, area), (colour * Frames + index) * area);
        FiniteGuard.Check(_pixels, "the decoded frames");
        return _pixels;
    }

    public void Dispose()
    {
        _binding.Dispose();
        _latent.Dispose();
        _clip.Dispose();
    }
}
