using System.Numerics.Tensors;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>
/// A network that predicts how a noisy sample moves, with classifier-free guidance as a batch of two:
/// Ho and Salimans, "Classifier-free diffusion guidance", 2021.
/// </summary>
internal sealed class Denoiser : IDisposable
{
    private readonly TensorBuffer<float> _sample;
    private readonly TensorBuffer<float> _time;
    private readonly TensorBuffer<float> _velocity;
    private readonly GraphBinding _binding;
    private readonly int _size;
    private readonly bool _guided;

    /// <param name="prompt">Its batch decides whether there is guidance.</param>
    /// <param name="shape">Of one sample, without the batch.</param>
    public Denoiser(GraphSession session, PromptEncoder prompt, IReadOnlyList<int> shape)
    {
        session.RequireInput("sample", [0, .. shape]);
        session.RequireInput("timestep", 0);
        session.RequireInput("encoder_hidden_states", 0, 0, 0);
        session.RequireOutput("velocity");

        long[] batched = [prompt.Batch, .. shape.Select(d => (long)d)];
        _size = shape.Aggregate(1, (size, dimension) => size * dimension);
        _guided = prompt.Batch == 2;
        _sample = new TensorBuffer<float>(batched);
        _time = new TensorBuffer<float>(prompt.Batch);
        _velocity = new TensorBuffer<float>(batched);
        _binding = session.Bind()
            .Input("sample", _sample)
            .Input("timestep", _time)
            .Input("encoder_hidden_states", prompt.Embeddings)
            .Output("velocity", _velocity);
    }

    /// <summary>How many numbers one sample has.</summary>
    public int Size => _size;

    /// <summary>What <see cref="Predict"/> last found, guided.</summary>
    public ReadOnlySpan<float> Velocity => _velocity.Values[.._size];

    public void Predict(ReadOnlySpan<float> sample, float time, float guidance, RunScope scope)
    {
        sample.CopyTo(_sample.Values);
        if (_guided)
            sample.CopyTo(_sample.Values[_size..]);
        _time.Values.Fill(time);
        _binding.Run(scope);
        if (_guided)
            GuideInPlace(_velocity.Values[.._size], _velocity.Values[_size..], guidance);
    }

    public void Dispose()
    {
        _binding.Dispose();
        _sample.Dispose();
        _time.Dispose();
        _velocity.Dispose();
    }

    // v = negative + g (positive - negative), left where positive was
    private static void GuideInPlace(Span<float> positive, ReadOnlySpan<float> negative, float guidance)
    {
        TensorPrimitives.Subtract(positive, negative, positive);
        TensorPrimitives.MultiplyAdd(positive, guidance, negative, positive);
    }
}
