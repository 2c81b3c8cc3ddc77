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
    private readonly float[] _latents;
    private readonly float[] _input;
    private readonly float[] _prediction;

    /// <param name="size">How many numbers the latent has.</param>
    /// <param name="start">A clean latent to start from; null starts from noise alone.</param>
    public LatentLoop(IScheduler scheduler, int steps, int size, ILatentDenoiser denoiser, INoiseSource noise, LatentStart? start = null)
    {
        var request = new SamplingRequest(steps, size) { Strength = start?.Strength ?? 1 };
        _sampler = scheduler.Begin(request);
        (_denoiser, _noise) = (denoiser, noise);
        // a distilled walk is stretched over what is left of it, others leave out their beginning
        Count = scheduler is Lcm ? steps : steps - request.Skipped;
        (_latents, _input, _prediction) = (new float[size], new float[size], new float[size]);
        noise.Fill(_latents, stream: 0);
        if (start is not null)
            _sampler.AddNoise(start.Clean, _latents.ToArray(), _latents);
        else
            Blend.Scale(_latents, _sampler.InitialNoiseSigma);
    }

    /// <summary>Steps of those that were asked for which are taken.</summary>
    public int Count { get; }

    /// <summary>Model calls: at least as many as <see cref="Count"/>.</summary>
    public int Steps => _sampler.Steps;

    /// <summary>How many of <see cref="Count"/> are done after this one: methods that look twice at some do not count them twice.</summary>
    public int Done(int step) => (int)Math.Ceiling((step + 1.0) * Count / Steps);

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

/// <summary>Where image-to-image begins.</summary>
/// <param name="Clean">In the denoiser's units.</param>
/// <param name="Strength">How much of the walk is taken, above 0 to 1.</param>
internal sealed record LatentStart(float[] Clean, double Strength);

/// <summary>What a network says of a noisy latent, guidance included.</summary>
internal interface ILatentDenoiser
{
    void Predict(ReadOnlySpan<float> input, float time, Span<float> prediction, RunScope scope);
}
