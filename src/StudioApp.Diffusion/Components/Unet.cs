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
    private UnetLayout _layout;
    private UnetRuns _runs;
    private bool _mayBeOtherLayout;

    /// <param name="shape">Of one sample, without the batch.</param>
    /// <param name="negative">What to keep away from; null runs without guidance.</param>
    /// <param name="outputShape">Of what it says of one sample, where that is not the sample's.</param>
    /// <param name="frames">That a graph may want the prompt once for each of; 1 where none does.</param>
    /// <param name="separately">Guidance runs as two runs even where the graph takes a batch of two: half the memory.</param>
    public Unet(
        GraphSession graph,
        UnetPorts ports,
        IReadOnlyList<int> shape,
        Conditioning positive,
        Conditioning? negative,
        IReadOnlyList<int>? outputShape = null,
        int frames = 1,
        bool separately = false)
    {
        (_graph, _ports) = (graph, ports);
        _task = new UnetTask(shape, outputShape ?? shape, positive, negative, frames);
        _negative = negative is null ? [] : new float[UnetRuns.Size(_task.OutputShape)];
        Size = UnetRuns.Size(shape);
        _layout = new UnetLayout(separately, PerFrame: frames > 1 && ports.NamesFrames);
        _mayBeOtherLayout = frames > 1 && ports.Context.Shape[0] < 0;
        _runs = new UnetRuns(graph, ports, _task, _layout);
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
            // from here on to the end of the clip: what did not fit once will not fit at the next step
            LayOut(_layout with { Separately = true }, releases: true);
            Predict(sample, negativeSample, time, prediction, negativePrediction, scope);
        }
        catch (DiffusionException e) when (e.Fault == DiffusionFault.ModelInvalid && _mayBeOtherLayout)
        {
            // its file does not say how often it wants the prompt: the other way, once
            _mayBeOtherLayout = false;
            LayOut(_layout with { PerFrame = !_layout.PerFrame }, releases: false);
            Predict(sample, negativeSample, time, prediction, negativePrediction, scope);
        }

        _mayBeOtherLayout = false;
    }

    public void Dispose() => _runs.Dispose();

    /// <param name="releases">Also what the failed run has taken of the device already.</param>
    private void LayOut(UnetLayout layout, bool releases)
    {
        _layout = layout;
        _runs.Dispose();
        if (releases)
            _graph.Release();
        _runs = new UnetRuns(_graph, _ports, _task, layout);
    }
}
