using System.Numerics.Tensors;
using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>
/// Turns a picture into its latent. Exporters either show the normal distribution that the autoencoder gives, mean and logarithm of the variance, or a latent
/// that the graph has drawn from it already.
/// </summary>
internal sealed class VaeEncoder : IDisposable
{
    private const float LeastLogVariance = -30;
    private const float MostLogVariance = 20;

    private readonly NumberBuffer _picture;
    private readonly NumberBuffer _latent;
    private readonly GraphBinding _binding;
    private readonly bool _isDrawn;

    /// <param name="width">Of the picture.</param>
    /// <param name="height">Of the picture.</param>
    public VaeEncoder(GraphSession graph, LatentSpace space, int width, int height)
    {
        var picture = graph.Inputs.Count == 1 && graph.Inputs[0].Rank == 4 ? graph.Inputs[0] : throw graph.Misfit("it must have one input, [batch, 3, height, width]");
        var latent = graph.Outputs.FirstOrDefault(output => output.Rank == 4) ?? throw graph.Misfit("it has no output [batch, channels, height, width]");
        _isDrawn = latent.Shape[1] > 0 ? latent.Shape[1] == space.Channels : latent.Name != "latent_parameters";
        _picture = new NumberBuffer(graph, picture, 1, 3, height, width);
        _latent = new NumberBuffer(graph, latent, 1, _isDrawn ? space.Channels : 2 * space.Channels, height / space.Scale, width / space.Scale);
        _binding = graph.Bind().Input(picture.Name, _picture).Output(latent.Name, _latent);
    }

    /// <param name="picture">[3, height, width], -1 to 1</param>
    /// <param name="noise">To draw with: stream <see cref="NoiseStreams.Picture"/>; null takes the mean.</param>
    /// <returns>[channels, height / scale, width / scale], in the autoencoder's own units.</returns>
    public float[] Encode(ReadOnlySpan<float> picture, INoiseSource? noise, RunScope scope)
    {
        _picture.Write(picture);
        _binding.Run(scope);
        var latent = new float[_isDrawn ? _latent.Count : _latent.Count / 2];
        _latent.Read(latent);
        if (!_isDrawn && noise is not null)
            Draw(latent, noise);
        FiniteGuard.Check(latent, "the latent of the picture to start from");
        return latent;
    }

    public void Dispose()
    {
        _binding.Dispose();
        _picture.Dispose();
        _latent.Dispose();
    }

    // mean + exp(half the logarithm of the variance) * noise
    private void Draw(Span<float> mean, INoiseSource noise)
    {
        var (deviation, drawn) = (new float[mean.Length], new float[mean.Length]);
        _latent.Read(deviation, mean.Length);
        TensorPrimitives.Clamp(deviation, LeastLogVariance, MostLogVariance, deviation);
        TensorPrimitives.Multiply(deviation, 0.5f, deviation);
        TensorPrimitives.Exp(deviation, deviation);
        noise.Fill(drawn, NoiseStreams.Picture);
        TensorPrimitives.MultiplyAdd(drawn, deviation, mean, mean);
    }
}
