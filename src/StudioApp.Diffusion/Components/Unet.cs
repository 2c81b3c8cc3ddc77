using System.Numerics.Tensors;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>
/// A denoiser bound to one size and one prompt. Classifier-free guidance runs as a batch of two where the graph and the memory take one, else as two runs,
/// and not at all where there is no prompt to keep away from: Ho and Salimans, "Classifier-free diffusion guidance", 2021.
/// </summary>
internal sealed class Unet : IDisposable
{
    private readonly GraphSession _graph;
    private readonly UnetPorts _ports;
    private readonly UnetTask _task;
    private readonly float[] _negative;
    private UnetRuns _runs;

    /// <param name="shape">Of one sample, without the batch.</param>
    /// <param name="negative">What to keep away from; null runs without guidance.</param>
    /// <param name="outputShape">Of what it says of one sample, where that is not the sample's.</param>
    /// <param name="separately">Guidance runs as two runs even where the graph takes a batch of two: half the memory.</param>
    public Unet(
        GraphSession graph,
        UnetPorts ports,
        IReadOnlyList<int> shape,
        Conditioning positive,
        Conditioning? negative,
        IReadOnlyList<int>? outputShape = null,
        bool separately = false)
    {
        (_graph, _ports) = (graph, ports);
        _task = new UnetTask(shape, outputShape ?? shape, positive, negative);
        _negative = negative is null ? [] : new float[UnetRuns.Size(_task.OutputShape)];
        Size = UnetRuns.Size(shape);
        _runs = new UnetRuns(graph, ports, _task, separately);
    }

    /// <inheritdoc cref="Pipelines.VideoRequest.GuidanceRescale"/>
    public float GuidanceRescale { get; init; }

    /// <summary>How many numbers one sample has.</summary>
    public int Size { get; }

    /// <param name="sample">As the sampler scales it for the model.</param>
    /// <param name="prediction">What the model says, guided.</param>
    public void Predict(ReadOnlySpan<float> sample, float time, float guidance, Span<float> prediction, RunScope scope)
    {
        Predict(sample, sample, time, prediction, _negative, scope);
        if (_negative.Length == 0)
            return;
        var contrast = GuidanceRescale > 0 ? TensorPrimitives.StdDev<float>(prediction) : 0;
        // negative + g (positive - negative)
        TensorPrimitives.Subtract(prediction, _negative, prediction);
        TensorPrimitives.MultiplyAdd(prediction, guidance, _negative, prediction);
        if (GuidanceRescale > 0)
            TensorPrimitives.Multiply(prediction, 1 + GuidanceRescale * (contrast / TensorPrimitives.StdDev<float>(prediction) - 1), prediction);
    }

    /// <summary>The same for whoever guides it himself, or shows it another sample where it is to keep away.</summary>
    /// <param name="negativePrediction">Left as it is where there is no guidance.</param>
    public void Predict(
        ReadOnlySpan<float> sample, ReadOnlySpan<float> negativeSample, float time, Span<float> prediction, Span<float> negativePrediction, RunScope scope)
    {
        var negative = _negative.Length == 0 ? [] : negativePrediction;
        try
        {
            _runs.Predict(sample, negativeSample, time, prediction, negative, scope);
        }
        catch (DiffusionException e) when (e.Fault == DiffusionFault.OutOfMemory && _runs.CanHalve)
        {
            Halve();
            _runs.Predict(sample, negativeSample, time, prediction, negative, scope);
        }
    }

    public void Dispose() => _runs.Dispose();

    // from here on to the end of the clip: what did not fit once will not fit at the next step
    private void Halve()
    {
        _runs.Dispose();
        // with what the failed run has taken of the device already
        _graph.Release();
        _runs = new UnetRuns(_graph, _ports, _task, separately: true);
    }
}
