using System.Numerics.Tensors;

namespace StudioApp.Diffusion.Schedulers;

/// <summary>
/// Euler's method along the straight paths of flow matching: x_t = (1 - t) x_0 + t noise, the model predicts dx/dt = noise - x_0.
/// Lipman et al., "Flow matching for generative modeling", ICLR 2023; the time shift is that of Esser et al.,
/// "Scaling rectified flow transformers", ICML 2024, equation 23.
/// </summary>
/// <param name="shift">Above 0; 1 spaces the times evenly, more spends more steps on noise.</param>
internal sealed class FlowMatchEuler(double shift) : IScheduler
{
    public ISampler Begin(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var times = new float[steps + 1];
        for (var i = 0; i < steps; i++)
        {
            var even = 1 - (double)i / steps;
            times[i] = (float)(shift * even / (1 + (shift - 1) * even));
        }

        return new Sampler(times);
    }

    /// <param name="times">One more than steps: from 1, noise, down to 0, clean.</param>
    private sealed class Sampler(float[] times) : ISampler
    {
        public int Steps => times.Length - 1;

        public float Time(int step) => times[step];

        public void StepInPlace(int step, ReadOnlySpan<float> prediction, Span<float> sample) =>
            TensorPrimitives.MultiplyAdd(prediction, times[step + 1] - times[step], sample, sample);

        // the path is straight, so from any point of it x_0 = x_t - t dx/dt
        public void PredictClean(int step, ReadOnlySpan<float> prediction, ReadOnlySpan<float> sample, Span<float> clean) =>
            TensorPrimitives.MultiplyAdd(prediction, -times[step + 1], sample, clean);
    }
}
