using System.Numerics.Tensors;
using StudioApp.Diffusion.Schedulers.Schedules;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// Pseudo numerical methods: Liu et al., "Pseudo numerical methods for diffusion models on manifolds", ICLR 2022: four steps looked at four times each
/// (Runge-Kutta, equation 13), then a linear multistep method of fourth order (equation 12); or, skipping the former, one step looked at twice.
/// </summary>
/// <param name="SkipsRungeKutta">PLMS (<c>skip_prk_steps</c>).</param>
/// <param name="EndsClean">As <see cref="Ddim.EndsClean"/>.</param>
internal sealed record Pndm(NoiseSchedule Schedule, TimestepSpacing Spacing, Prediction Prediction, bool SkipsRungeKutta, bool EndsClean) : IScheduler
{
    private const int Order = 4;

    public int MaxSteps => Schedule.Length;

    public static Pndm Read(SchedulerOptions options) => new(
        NoiseSchedule.Read(options, zeroIsDivided: null),
        TimestepSpacing.Read(options, "leading"),
        Predictions.Read(options, Prediction.Epsilon, Prediction.Velocity),
        options.Flag("skip_prk_steps", false),
        options.Flag("set_alpha_to_one", false));

    public ISampler Begin(SamplingRequest request)
    {
        request.Check(MaxSteps);
        var visited = Spacing.WholeTimes(request.Steps, MaxSteps);
        var stride = MaxSteps / request.Steps;
        // too few steps to look at four of them four times each
        if (SkipsRungeKutta || visited.Length < Order)
            return new PndmSampler(this, [.. visited.Take(2), .. visited.Skip(1)], 0, stride, request);

        var rungeKutta = RungeKutta(visited, stride);
        return new PndmSampler(this, [.. rungeKutta, .. visited.Skip(Order - 1)], rungeKutta.Length, stride, request);
    }

    /// <summary>Each of the first steps at its beginning, twice in its middle, and at its end.</summary>
    private static int[] RungeKutta(int[] visited, int stride)
    {
        // ascending pairs of each visited step and the middle before it; every inner one is looked at twice
        var pairs = visited.Take(Order).Reverse().SelectMany(t => new[] { t, t + stride / 2 }).SkipLast(1);
        return [.. pairs.SelectMany(t => new[] { t, t }).Skip(1).SkipLast(1).Reverse()];
    }

    private sealed class PndmSampler(Pndm method, int[] times, int rungeKutta, int stride, SamplingRequest request)
        : VarianceSampler(method.Schedule, times, request)
    {
        private readonly OutputHistory _outputs = new(Order, request.Size);
        private readonly float[] _output = new float[request.Size];
        private readonly float[] _start = new float[request.Size];
        private readonly float[] _noise = new float[request.Size];

        protected override void StepAt(int index, ReadOnlySpan<float> prediction, Span<float> sample, StepNoise noise)
        {
            var call = index - First;
            if (call < rungeKutta)
                StepRungeKutta(call, prediction, sample);
            else
                StepMultistep(index, call, prediction, sample);
        }

        private void StepRungeKutta(int call, ReadOnlySpan<float> prediction, Span<float> sample)
        {
            var look = call % 4;
            if (look == 0)
            {
                _outputs.Remember(prediction);
                sample.CopyTo(_start);
                _output.AsSpan().Clear();
            }

            Blend.Add(_output, look is 1 or 2 ? 1 / 3.0 : 1 / 6.0, prediction);
            _start.CopyTo(sample);
            var next = Times[call] - (call % 2 == 0 ? stride / 2 : 0);
            Move(Times[call / 4 * 4], next, look == 3 ? _output : prediction, sample);
        }

        private void StepMultistep(int index, int call, ReadOnlySpan<float> prediction, Span<float> sample)
        {
            var (time, next) = (Times[index], Times[index] - stride);
            if (call == 1)
            {
                // the second look at the first step: the mean of both, from where it began
                (time, next) = (time + stride, time);
                Blend.Set(_output, 0.5, prediction, 0.5, _outputs[0]);
                _start.CopyTo(sample);
            }
            else
            {
                _outputs.Remember(prediction);
                Extrapolate();
                sample.CopyTo(_start);
            }

            Move(time, next, _output, sample);
        }

        // Adams and Bashforth's weights, as far back as there is anything
        private void Extrapolate()
        {
            double[] weights = _outputs.Count switch
            {
                1 => [1],
                2 => [3 / 2.0, -1 / 2.0],
                3 => [23 / 12.0, -16 / 12.0, 5 / 12.0],
                _ => [55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0],
            };
            _output.AsSpan().Clear();
            for (var i = 0; i < weights.Length; i++)
                Blend.Add(_output, weights[i], _outputs[i]);
        }

        private double AlphaBar(int t) => method.Schedule.AlphaBar(t, method.EndsClean);

        // equation 11, in single precision and in the order of diffusers: both terms are large where little of the signal is left
        private void Move(int time, int nextTime, ReadOnlySpan<float> output, Span<float> sample)
        {
            var (now, next) = ((float)AlphaBar(time), (float)AlphaBar(nextTime));
            Expect(method.Prediction, CleanLimit.None, now, output, sample);
            method.Prediction.Noise(Math.Sqrt(now), Math.Sqrt(1 - now)).Apply(sample, output, _noise);
            TensorPrimitives.Multiply(_noise, next - now, _noise);
            TensorPrimitives.Divide(_noise, now * MathF.Sqrt(1 - next) + MathF.Sqrt(now * (1 - now) * next), _noise);
            Blend.Scale(sample, MathF.Sqrt(next / now));
            TensorPrimitives.Subtract(sample, _noise, sample);
        }
    }
}
