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
            throw Unsupported($"This model makes pictures whose sides are multiples of {space.Scale}, and {request.Width} x {request.Height} is none. Choose another size.");
        var (width, height) = (sample.Shape[^1], sample.Shape[^2]);
        if ((width > 0 && width * space.Scale != request.Width) || (height > 0 && height * space.Scale != request.Height))
            throw Unsupported($"This model was exported for {width * space.Scale} x {height * space.Scale} only. Choose that size.");
        if (request.Steps > scheduler.MaxSteps)
            throw Unsupported($"This model takes at most {scheduler.MaxSteps} steps, not {request.Steps}. Choose fewer.");
    }

    private static DiffusionException Unsupported(string message) => new(DiffusionFault.RequestUnsupported, message);
}
