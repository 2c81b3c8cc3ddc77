using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>A denoiser's buffers for one size and one prompt, and the runs that fill them: one, or one with the prompt and one with what is to be kept away from.</summary>
internal sealed class UnetRuns : IDisposable
{
    private readonly NumberBuffer _sample;
    private readonly NumberBuffer _time;
    private readonly NumberBuffer _output;
    private readonly List<NumberBuffer> _constants = [];
    private readonly List<GraphBinding> _bindings = [];
    private readonly int _size;
    private readonly int _frames;

    /// <param name="layout">Guidance may run as two runs even where the graph takes a batch of two.</param>
    public UnetRuns(GraphSession graph, UnetPorts ports, UnetTask task, UnetLayout layout)
    {
        var isGuided = task.Negative is not null;
        var batch = isGuided && !layout.Separately && TakesTwo(ports, task.Frames) ? 2 : Math.Max(1, ports.Sample.Shape[0]);
        _frames = layout.PerFrame ? task.Frames : 1;
        _size = Size(task.Shape);
        // a graph made for a batch of two takes no less
        CanHalve = isGuided && batch == 2 && ports.Sample.Shape[0] < 0;
        _sample = new NumberBuffer(graph, ports.Sample, [batch, .. task.Shape.Select(dimension => (long)dimension)]);
        _output = new NumberBuffer(graph, ports.Output, [batch, .. task.OutputShape.Select(dimension => (long)dimension)]);
        _time = new NumberBuffer(graph, ports.Time, ports.Time.Rank == 0 ? [] : [ports.Time.Shape[0] > 0 ? ports.Time.Shape[0] : batch]);
        Conditioning[][] runs = task.Negative is not { } negative ? [[task.Positive]] : batch == 2 ? [[task.Positive, negative]] : [[task.Positive], [negative]];
        foreach (var run in runs)
            _bindings.Add(Bind(graph, ports, run, batch));
    }

    /// <summary>Whether two runs would take half of the memory.</summary>
    public bool CanHalve { get; }

    /// <param name="negativeSample">What is shown where it is to keep away.</param>
    /// <param name="negativePrediction">Empty where there is no guidance.</param>
    public void Predict(
        ReadOnlySpan<float> sample, ReadOnlySpan<float> negativeSample, float time, Span<float> prediction, Span<float> negativePrediction, RunScope scope)
    {
        _sample.Write(sample);
        if (_sample.Count > _size)
            _sample.Write(negativeSample, _size);
        _time.Fill(time);
        _bindings[0].Run(scope);
        _output.Read(prediction);
        if (negativePrediction.IsEmpty)
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

    /// <summary>How many numbers such a tensor has.</summary>
    public static int Size(IReadOnlyList<int> shape) => shape.Aggregate(1, (size, dimension) => checked(size * dimension));

    private static bool TakesTwo(UnetPorts ports, int frames) =>
        ports.Sample.Shape[0] is -1 or 2
        && (ports.Context.Shape[0] is -1 or 2 || ports.Context.Shape[0] == 2 * frames)
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
        // a graph of clips may want the prompt once for each frame: those of one sample one behind the other
        var batch = rows.Length;
        var copies = port.Shape[0] < 0 ? _frames : port.Shape[0] > batch && port.Shape[0] % batch == 0 ? port.Shape[0] / batch : 1;
        var (size, width) = (rows[0].Context.Length, rows[0].Width);
        if (port.Shape[2] > 0 && port.Shape[2] != width)
            throw graph.Misfit($"{port} does not fit the text encoder's embeddings, which are {width} wide");

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

/// <summary>What a denoiser is to work on.</summary>
/// <param name="Shape">Of one sample, without the batch.</param>
/// <param name="OutputShape">Of what it says of one sample.</param>
/// <param name="Negative">What to keep away from; null runs without guidance.</param>
/// <param name="Frames">That a graph may want the prompt once for each of; 1 where none does.</param>
internal sealed record UnetTask(IReadOnlyList<int> Shape, IReadOnlyList<int> OutputShape, Conditioning Positive, Conditioning? Negative, int Frames);

/// <summary>How a denoiser is given what its file leaves open.</summary>
/// <param name="Separately">Guidance is two runs, not a batch of two.</param>
/// <param name="PerFrame">The prompt stands once for each frame, as diffusers' motion models want it from 0.31 on, not once for each sample.</param>
internal readonly record struct UnetLayout(bool Separately, bool PerFrame);
