using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>Whether a model of latents can make what is asked of it.</summary>
internal static class LatentRequestCheck
{
    /// <param name="sample">The denoiser's input for latents, whose last two dimensions are height and width.</param>
    /// <exception cref="DiffusionException">The size or the number of steps is none that this model makes.</exception>
    public static void Check(VideoRequest request, LatentSpace space, GraphPort sample, IScheduler scheduler)
    {
        if (request.Width % space.Scale != 0 || request.Height % space.Scale != 0)
            throw DiffusionErrors.SizeNotMultiple(space.Scale, request.Width, request.Height);
        var (width, height) = (sample.Shape[^1], sample.Shape[^2]);
        if ((width > 0 && width * space.Scale != request.Width) || (height > 0 && height * space.Scale != request.Height))
            throw DiffusionErrors.SizeFixed(width * space.Scale, height * space.Scale);
        if (request.Steps > scheduler.MaxSteps)
            throw DiffusionErrors.StepsTooMany(scheduler.MaxSteps, request.Steps);
    }
}
