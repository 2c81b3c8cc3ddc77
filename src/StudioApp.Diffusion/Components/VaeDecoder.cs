using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>Turns the latent of one picture into its pixels.</summary>
internal sealed class VaeDecoder : IDisposable
{
    private readonly NumberBuffer _latent;
    private readonly NumberBuffer _picture;
    private readonly GraphBinding _binding;
    private readonly float[] _scaled;
    private readonly float[] _pixels;
    private readonly LatentSpace _space;

    /// <param name="width">Of the latent.</param>
    /// <param name="height">Of the latent.</param>
    public VaeDecoder(GraphSession graph, LatentSpace space, int width, int height)
    {
        _space = space;
        var latent = graph.Inputs.Count == 1 && graph.Inputs[0].Rank == 4 ? graph.Inputs[0] : throw graph.Misfit("it must have one input, [batch, channels, height, width]");
        var picture = graph.Outputs.FirstOrDefault(output => output.Rank == 4) ?? throw graph.Misfit("it has no output [batch, 3, height, width]");
        _latent = new NumberBuffer(graph, latent, 1, space.Channels, height, width);
        _picture = new NumberBuffer(graph, picture, 1, 3, height * space.Scale, width * space.Scale);
        _scaled = new float[_latent.Count];
        _pixels = new float[_picture.Count];
        _binding = graph.Bind().Input(latent.Name, _latent).Output(picture.Name, _picture);
    }

    /// <param name="latent">[channels, height, width], as the denoiser leaves it.</param>
    /// <returns>[3, height * scale, width * scale], -1 to 1 and a little beyond; valid until the next call.</returns>
    public Memory<float> Decode(ReadOnlySpan<float> latent, RunScope scope)
    {
        _space.Unscale(latent, _scaled);
        _latent.Write(_scaled);
        _binding.Run(scope);
        _picture.Read(_pixels);
        FiniteGuard.Check(_pixels, "the decoded picture");
        return _pixels;
    }

    /// <summary>The same as parts of full brightness, 0 to 1.</summary>
    public ReadOnlyMemory<float> DecodeToUnit(ReadOnlySpan<float> latent, RunScope scope)
    {
        var pixels = Decode(latent, scope);
        Planes.ToUnitInPlace(pixels.Span);
        return pixels;
    }

    public void Dispose()
    {
        _binding.Dispose();
        _latent.Dispose();
        _picture.Dispose();
    }
}
