using StudioApp.Diffusion.Numerics;

namespace StudioApp.Diffusion.Schedulers;

internal sealed class UniPcSampler(UniPc method, SamplingRequest request)
    : SolverSampler(method.Levels.Lay(request), method.Levels.IsFlow, method.Order, request)
{
    private readonly float[] _output = new float[request.Size];
    private readonly float[] _start = new float[request.Size];
    private int _order;

    protected override void StepAt(int index, ReadOnlySpan<float> prediction, Span<float> sample, StepNoise noise)
    {
        Convert(Level(index), prediction, sample);
        if (Outputs.Count > 0 && !method.Uncorrected.Contains(index - 1))
            Correct(index, sample);

        Outputs.Remember(_output);
        sample.CopyTo(_start);
        Predict(index, sample);
    }

    private void Convert(NoiseLevel level, ReadOnlySpan<float> prediction, ReadOnlySpan<float> sample)
    {
        Expect(method.Prediction, method.PredictsClean ? method.Limit : CleanLimit.None, level, prediction, sample);
        if (method.PredictsClean)
        {
            Clean.CopyTo(_output);
            return;
        }

        method.Prediction.Noise(level.Alpha, level.Sigma).Apply(sample, prediction, _output);
    }

    // takes the last step again, now that the model has said what it thinks of where it led
    private void Correct(int index, Span<float> sample)
    {
        var walk = new Walk(method, Level(index - 1), Level(index));
        var ratios = Ratios(index - 1, _order, walk).Append(1).ToArray();
        var weights = _order == 1 ? [0.5] : walk.Solve(ratios);
        _start.CopyTo(sample);
        Blend.Scale(sample, walk.Keep);
        Blend.Add(sample, walk.Flat, Outputs[0]);
        AddDifferences(sample, walk, ratios, weights);
        Blend.Add(sample, walk.Scale * weights[^1], _output);
        Blend.Add(sample, -walk.Scale * weights[^1], Outputs[0]);
    }

    private void Predict(int index, Span<float> sample)
    {
        var walk = new Walk(method, Level(index), Level(index + 1));
        _order = Math.Min(Outputs.Count, method.LowerOrderFinal ? Math.Min(method.Order, LastIndex + 1 - index) : method.Order);
        if (double.IsInfinity(walk.Length))
            _order = 1;

        Blend.Scale(sample, walk.Keep);
        Blend.Add(sample, walk.Flat, Outputs[0]);
        if (_order == 1)
            return;

        var ratios = Ratios(index, _order, walk).ToArray();
        AddDifferences(sample, walk, ratios, _order == 2 ? [0.5] : walk.Solve(ratios));
    }

    /// <summary>How far back the remembered outputs lie, in steps of this length.</summary>
    private IEnumerable<double> Ratios(int index, int order, Walk walk) =>
        Enumerable.Range(1, order - 1).Select(back => (Level(index - back).Lambda - Level(index).Lambda) / walk.Length);

    private void AddDifferences(Span<float> sample, Walk walk, double[] ratios, double[] weights)
    {
        for (var back = 1; back < _order; back++)
        {
            var weight = walk.Scale * weights[back - 1] / ratios[back - 1];
            Blend.Add(sample, weight, Outputs[back]);
            Blend.Add(sample, -weight, Outputs[0]);
        }
    }

    /// <summary>The integral over one step: what sample, output and differences of outputs weigh in it.</summary>
    private readonly struct Walk
    {
        private readonly double _signed;
        private readonly double _b;

        public Walk(UniPc method, NoiseLevel from, NoiseLevel to)
        {
            Length = to.Lambda - from.Lambda;
            _signed = method.PredictsClean ? -Length : Length;
            _b = method.IsBh1 ? _signed : Math.Exp(_signed) - 1;
            var scale = method.PredictsClean ? to.Alpha : to.Sigma;
            Keep = method.PredictsClean ? to.Sigma / from.Sigma : to.Alpha / from.Alpha;
            Flat = -scale * (Math.Exp(_signed) - 1);
            Scale = -scale * _b;
        }

        /// <summary>In lambda; infinite when it ends clean.</summary>
        public double Length { get; }

        public double Keep { get; }

        public double Flat { get; }

        public double Scale { get; }

        /// <summary>Weights with which the differences at these ratios give as many terms of the integral's series as there are of them.</summary>
        public double[] Solve(double[] ratios)
        {
            var size = ratios.Length;
            var rows = new double[size][];
            var phi = (Math.Exp(_signed) - 1) / _signed - 1;
            var factorial = 1.0;
            for (var i = 0; i < size; i++)
            {
                rows[i] = [.. ratios.Select(ratio => Math.Pow(ratio, i)), phi * factorial / _b];
                factorial *= i + 2;
                phi = phi / _signed - 1 / factorial;
            }

            return LinearSystem.Solve(rows);
        }
    }
}
