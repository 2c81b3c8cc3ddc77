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
        _size = shape.Aggregate(1, (size, dimension) => size * dimension);
        var batch = negative is not null && !separately && TakesTwo(ports) ? 2 : Math.Max(1, ports.Sample.Shape[0]);
        _sample = new NumberBuffer(graph, ports.Sample, [batch, .. shape.Select(dimension => (long)dimension)]);
        _output = new NumberBuffer(graph, ports.Output, [batch, .. (outputShape ?? shape).Select(dimension => (long)dimension)]);
        _time = new NumberBuffer(graph, ports.Time, ports.Time.Rank == 0 ? [] : [ports.Time.Shape[0] > 0 ? ports.Time.Shape[0] : batch]);
        _negative = negative is null ? [] : new float[_output.Count / batch];
        Conditioning[][] runs = negative is null ? [[positive]] : batch == 2 ? [[positive, negative]] : [[positive], [negative]];
        foreach (var run in runs)
            _bindings.Add(Bind(graph, ports, run, batch));
    }

    /// <inheritdoc cref="Pipelines.VideoRequest.GuidanceRescale"/>
    public float GuidanceRescale { get; init; }

    /// <summary>How many numbers one sample has.</summary>
    public int Size => _size;

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
        _sample.Write(sample);
        if (_sample.Count > _size)
            _sample.Write(negativeSample, _size);
        _time.Fill(time);
        _bindings[0].Run(scope);
        _output.Read(prediction);
        if (_negative.Length == 0)
            return;

        if (_bindings.Count == 2)
        {
            _sample.Write(negativeSample);
            _bindings[1].Run(scope);
        }

        _output.Read(negativePrediction, _output.Count - negativePrediction.Length);
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
        ports.Sample.Shape[0] is -1 or 2
        && ports.Context.Shape[0] is -1 or 2
        && (ports.Time.Rank == 0 || ports.Time.Shape[0] is -1 or 1 or 2)
        && ports.Others.Values.All(port => port.Shape[0] is -1 or 2);

    private GraphBinding Bind(GraphSession graph, UnetPorts ports, Conditioning[] told, int batch)
    {
        // a graph made for a batch of two says the same twice where there is no guidance
        var rows = Enumerable.Range(0, batch).Select(row => told[Math.Min(row, told.Length - 1)]).ToArray();
        var binding = graph.Bind()
            .Input(ports.Sample.Name, _sample)
            .Input(ports.Time.Name, _time)
            .Input(ports.Context.Name, Context(graph, ports.Context, rows))
            .Output(ports.Output.Name, _output);
        foreach (var (input, port) in ports.Others)
        {
            float[] values = [.. rows.SelectMany(row => row.Others.FirstOrDefault(other => other.Input == input).Values ?? throw graph.Misfit($"it wants {port}, which this kind of model does not have"))];
            var constant = Constant(new NumberBuffer(graph, port, batch, values.Length / batch));
            constant.Write(values);
            binding.Input(port.Name, constant);
        }

        return binding;
    }

    private NumberBuffer Context(GraphSession graph, GraphPort port, Conditioning[] rows)
    {
        // a graph made for a fixed number of frames may want the prompt once for each
        var batch = rows.Length;
        var copies = batch == 1 && port.Shape[0] > 1 ? port.Shape[0] : 1;
        var width = port.Shape[2] > 0 ? port.Shape[2] : throw graph.Misfit($"the width of {port} is open");
        var size = rows[0].Context.Length;
        if (size % width != 0)
            throw graph.Misfit($"{port} does not fit the text encoder's embeddings");

        var context = Constant(new NumberBuffer(graph, port, batch * copies, size / width, width));
        for (var row = 0; row < batch * copies; row++)
            context.Write(rows[row / copies].Context, row * size);
        return context;
    }

    private NumberBuffer Constant(NumberBuffer buffer)
    {
        _constants.Add(buffer);
        return buffer;
    }
}
