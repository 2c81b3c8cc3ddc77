using System.Numerics.Tensors;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>
/// A denoiser bound to one size and one prompt. Classifier-free guidance runs as a batch of two where the graph takes one, else as two runs, and not at
/// all where there is no prompt to keep away from: Ho and Salimans, "Classifier-free diffusion guidance", 2021.
/// </summary>
internal sealed class Unet : IDisposable
{
    private readonly NumberBuffer _sample;
    private readonly NumberBuffer _time;
    private readonly NumberBuffer _output;
    private readonly List<NumberBuffer> _constants = [];
    private readonly List<GraphBinding> _bindings = [];
    private readonly float[] _negative;
    private readonly int _size;

    /// <param name="shape">Of one sample, without the batch.</param>
    /// <param name="positive">[tokens, width]</param>
    /// <param name="negative">The same of what to keep away from; null runs without guidance.</param>
    /// <param name="guidanceCondition">What a model that was distilled with guidance is told of it; null where the graph does not ask.</param>
    public Unet(GraphSession graph, UnetPorts ports, IReadOnlyList<int> shape, float[] positive, float[]? negative, float[]? guidanceCondition)
    {
        _size = shape.Aggregate(1, (size, dimension) => size * dimension);
        _negative = negative is null ? [] : new float[_size];
        var runs = negative is null ? 1 : 2;
        var batch = runs == 2 && TakesTwo(ports) ? 2 : 1;
        long[] batched = [batch, .. shape.Select(dimension => (long)dimension)];

        _sample = new NumberBuffer(graph, ports.Sample, batched);
        _output = new NumberBuffer(graph, ports.Output, batched);
        _time = new NumberBuffer(graph, ports.Time, ports.Time.Rank == 0 ? [] : [ports.Time.Shape[0] > 0 ? ports.Time.Shape[0] : batch]);
        float[][] contexts = batch == 2 ? [[.. positive, .. negative!]] : runs == 2 ? [positive, negative!] : [positive];
        foreach (var context in contexts)
            _bindings.Add(Bind(graph, ports, context, batch, guidanceCondition));
    }

    /// <summary>How many numbers one sample has.</summary>
    public int Size => _size;

    /// <param name="sample">As the sampler scales it for the model.</param>
    /// <param name="prediction">What the model says, guided.</param>
    public void Predict(ReadOnlySpan<float> sample, float time, float guidance, Span<float> prediction, RunScope scope)
    {
        for (var at = 0; at < _sample.Count; at += _size)
            _sample.Write(sample, at);
        _time.Fill(time);
        _bindings[0].Run(scope);
        _output.Read(prediction);
        if (_negative.Length == 0)
            return;

        if (_bindings.Count == 2)
            _bindings[1].Run(scope);
        _output.Read(_negative, _output.Count - _size);
        // negative + g (positive - negative)
        TensorPrimitives.Subtract(prediction, _negative, prediction);
        TensorPrimitives.MultiplyAdd(prediction, guidance, _negative, prediction);
    }

    public void Dispose()
    {
        _bindings.ForEach(binding => binding.Dispose());
        _constants.ForEach(constant => constant.Dispose());
        _sample.Dispose();
        _output.Dispose();
        _time.Dispose();
    }

    private static bool TakesTwo(UnetPorts ports) =>
        ports.Sample.Shape[0] is -1 or 2 && ports.Context.Shape[0] is -1 or 2 && (ports.Time.Rank == 0 || ports.Time.Shape[0] is -1 or 1 or 2);

    private GraphBinding Bind(GraphSession graph, UnetPorts ports, float[] context, int batch, float[]? guidanceCondition)
    {
        // a graph made for a fixed number of frames may want the prompt once for each
        var copies = batch == 1 && ports.Context.Shape[0] > 1 ? ports.Context.Shape[0] : 1;
        var width = ports.Context.Shape[2] > 0 ? ports.Context.Shape[2] : throw graph.Misfit($"the width of {ports.Context} is open");
        if (context.Length % (batch * width) != 0)
            throw graph.Misfit($"{ports.Context} does not fit the text encoder's embeddings");

        var embeddings = Constant(new NumberBuffer(graph, ports.Context, batch * copies, context.Length / batch / width, width));
        for (var copy = 0; copy < copies; copy++)
            embeddings.Write(context, copy * context.Length);
        var binding = graph.Bind()
            .Input(ports.Sample.Name, _sample)
            .Input(ports.Time.Name, _time)
            .Input(ports.Context.Name, embeddings)
            .Output(ports.Output.Name, _output);
        if (ports.GuidanceCondition is { } port && guidanceCondition is not null)
        {
            var condition = Constant(new NumberBuffer(graph, port, batch, guidanceCondition.Length));
            for (var at = 0; at < condition.Count; at += guidanceCondition.Length)
                condition.Write(guidanceCondition, at);
            binding.Input(port.Name, condition);
        }

        return binding;
    }

    private NumberBuffer Constant(NumberBuffer buffer)
    {
        _constants.Add(buffer);
        return buffer;
    }
}
