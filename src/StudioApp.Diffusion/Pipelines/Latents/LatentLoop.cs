using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>One latent on its way from noise to clean.</summary>
internal sealed class LatentLoop
{
    private readonly ISampler _sampler;
    private readonly ILatentDenoiser _denoiser;
    private readonly INoiseSource _noise;
    private readonly int _asked;
    private readonly float[] _latents;
    private readonly float[] _input;
    private readonly float[] _prediction;

    /// <param name="size">How many numbers the latent has.</param>
    public LatentLoop(IScheduler scheduler, int steps, int size, ILatentDenoiser denoiser, INoiseSource noise)
    {
        _sampler = scheduler.Begin(new SamplingRequest(steps, size));
        (_denoiser, _noise, _asked) = (denoiser, noise, steps);
        (_latents, _input, _prediction) = (new float[size], new float[size], new float[size]);
        noise.Fill(_latents, stream: 0);
        Blend.Scale(_latents, _sampler.InitialNoiseSigma);
    }

    /// <summary>Model calls: at least as many as the steps that were asked for.</summary>
    public int Steps => _sampler.Steps;

    /// <summary>How many of the steps that were asked for are done after this one: methods that look twice at some do not count them twice.</summary>
    public int Done(int step) => (int)Math.Ceiling((step + 1.0) * _asked / Steps);

    public ReadOnlySpan<float> Latents => _latents;

    /// <inheritdoc cref="ISampler.Clean"/>
    public ReadOnlySpan<float> Clean => _sampler.Clean;

    /// <param name="step">Counted from 0.</param>
    /// <exception cref="DiffusionException">The latents are no longer finite.</exception>
    public void Step(int step, RunScope scope)
    {
        _sampler.ScaleModelInput(step, _latents, _input);
        scope.EndsStage = step == Steps - 1;
        _denoiser.Predict(_input, _sampler.Time(step), _prediction, scope);
        _sampler.StepInPlace(step, _prediction, _latents, _noise);
        scope.EndsStage = false;
        FiniteGuard.Check(_latents, "latents", step + 1);
    }
}

/// <summary>What a network says of a noisy latent, guidance included.</summary>
internal interface ILatentDenoiser
{
    void Predict(ReadOnlySpan<float> input, float time, Span<float> prediction, RunScope scope);
}
