using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>One of the three latents on its way from noise: the actor, the backdrop or the motion.</summary>
/// <param name="name">What errors call it.</param>
/// <param name="stream">Its own stream of noise.</param>
internal sealed class LanternLayer(string name, uint stream, Denoiser denoiser) : IDisposable
{
    private readonly float[] _latents = new float[denoiser.Size];
    private readonly string _where = $"{name} latents";
    private ISampler? _sampler;
    private INoiseSource? _noise;
    private float _guidance;

    public ReadOnlySpan<float> Latents => _latents;

    public void Begin(IScheduler scheduler, int steps, INoiseSource noise, float guidance)
    {
        // even times, the last of them one step above clean: what the model was exported with
        double[] times = [.. Enumerable.Range(0, steps).Select(i => 1 - (double)i / steps)];
        _sampler = scheduler.Begin(new SamplingRequest(steps, _latents.Length) { Sigmas = times });
        (_noise, _guidance) = (noise, guidance);
        noise.Fill(_latents, stream);
    }

    /// <param name="step">Counted from 0.</param>
    public void Step(int step, RunScope scope)
    {
        var sampler = Sampler;
        denoiser.Predict(_latents, sampler.Sigmas[step], _guidance, scope);
        sampler.StepInPlace(step, denoiser.Velocity, _latents, _noise!);
        FiniteGuard.Check(_latents, _where, step + 1);
    }

    /// <summary>What the latents were expected to become when the last step was taken.</summary>
    public ReadOnlySpan<float> Clean => Sampler.Clean;

    public void Dispose() => denoiser.Dispose();

    private ISampler Sampler => _sampler ?? throw new InvalidOperationException("Begin comes before the first step.");
}
