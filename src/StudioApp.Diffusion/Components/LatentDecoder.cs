using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>Turns one latent into a picture that the next graph reads in place.</summary>
internal sealed class LatentDecoder : IDisposable
{
    private readonly TensorBuffer<float> _latents;
    private readonly GraphBinding _binding;
    private readonly string _where;

    /// <param name="output">The graph's output: <c>rgba</c>.</param>
    /// <param name="latentShape">Of one sample, without the batch.</param>
    /// <param name="pictureShape">[channels, height, width]</param>
    /// <param name="where">What errors call the picture.</param>
    public LatentDecoder(GraphSession session, string output, IReadOnlyList<int> latentShape, IReadOnlyList<int> pictureShape, string where)
    {
        session.RequireInput("latents", [0, .. latentShape]);
        session.RequireOutput(output, [0, .. pictureShape]);
        _where = where;
        _latents = new TensorBuffer<float>([1, .. latentShape.Select(d => (long)d)]);
        Picture = new TensorBuffer<float>([1, .. pictureShape.Select(d => (long)d)]);
        _binding = session.Bind().Input("latents", _latents).Output(output, Picture);
    }

    /// <summary>[1, channels, height, width]</summary>
    public TensorBuffer<float> Picture { get; }

    /// <summary>Where to write what <see cref="Decode"/> reads.</summary>
    public Span<float> Latents => _latents.Values;

    public void Decode(RunScope scope)
    {
        _binding.Run(scope);
        FiniteGuard.Check(Picture.Values, _where);
    }

    public void Dispose()
    {
        _binding.Dispose();
        _latents.Dispose();
        Picture.Dispose();
    }
}
