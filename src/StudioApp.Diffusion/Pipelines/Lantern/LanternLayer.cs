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
    private float _guidance;

    public ReadOnlySpan<float> Latents => _latents;

    public void Begin(ISampler sampler, INoiseSource noise, float guidance)
    {
        _sampler = sampler;
        _guidance = guidance;
        noise.Fill(_latents, stream);
    }

    /// <param name="step">Counted from 0.</param>
    public void Step(int step, RunScope scope)
    {
        var sampler = Sampler;
        denoiser.Predict(_latents, sampler.Time(step), _guidance, scope);
        sampler.StepInPlace(step, denoiser.Velocity, _latents);
        FiniteGuard.Check(_latents, _where, step + 1);
    }

    /// <summary>What the latents are now expected to become.</summary>
    /// <param name="step">The one last taken.</param>
    public void PredictClean(int step, Span<float> clean) => Sampler.PredictClean(step, denoiser.Velocity, _latents, clean);

    public void Dispose() => denoiser.Dispose();

    private ISampler Sampler => _sampler ?? throw new InvalidOperationException("Begin comes before the first step.");
}
