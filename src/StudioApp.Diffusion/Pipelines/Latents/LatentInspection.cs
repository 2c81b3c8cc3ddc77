using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Schedulers;
using StudioApp.Diffusion.Tokenizers;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>What the latent families look for in a folder, and what they take for granted where it says nothing.</summary>
internal static class LatentInspection
{
    /// <summary>Numbers of a token of OpenCLIP's ViT-H, which Stable Diffusion 2 and ModelScope read prompts with; Stable Diffusion 1 has 768.</summary>
    public const int OpenClipWidth = 1024;

    // the denoiser halves its sample three times
    private const int Multiple = 8;

    /// <summary>Whether the folder holds a denoiser whose sample has so many dimensions.</summary>
    public static bool HasDenoiser(string folder, int sampleRank) =>
        File.Exists(Path.Combine(folder, LatentFiles.TextEncoder))
        && File.Exists(Path.Combine(folder, LatentFiles.VaeDecoder))
        && OnnxInputs.Read(Path.Combine(folder, LatentFiles.Unet)).Any(input => input.Shape.Count == sampleRank);

    /// <summary>Numbers of one token of what its denoiser is told; null where the graph leaves them open or cannot be read.</summary>
    public static int? ContextWidth(string folder) =>
        OnnxInputs.Read(Path.Combine(folder, LatentFiles.Unet)).FirstOrDefault(input => input.Shape.Count == 3)?.Shape[2] is > 0 and var width ? width : null;

    /// <param name="defaults">The family's own, for this folder.</param>
    public static void Inspect(ModelInspection inspection, ModelJson? index, Func<LatentDefaults> defaults)
    {
        inspection.RequireGraph(LatentFiles.TextEncoder);
        InspectTokenizer(inspection, LatentFiles.Tokenizer);
        InspectWithoutPrompts(inspection, index, defaults);
    }

    /// <inheritdoc cref="Inspect"/>
    public static void InspectWithoutPrompts(ModelInspection inspection, ModelJson? index, Func<LatentDefaults> defaults)
    {
        var folder = inspection.Folder;
        inspection.RequireGraph(LatentFiles.Unet);
        inspection.RequireGraph(LatentFiles.VaeDecoder);
        var scheduler = inspection.Read(() => SchedulerFile.Read(folder), SchedulerFile.Name);
        inspection.Read(() => LatentSpace.Read(folder));
        if (scheduler is null)
            return;
        RefuseDynamicShift(inspection, scheduler);
        inspection.Defaults = index is not null && DefaultsFile.IsIn(index)
            ? inspection.Read(() => DefaultsFile.Read(index))
            : inspection.Read(() => Describe(folder, scheduler, defaults()));
    }

    /// <summary>A shift that depends on the picture's size needs a rule for it, which none of these families has.</summary>
    public static void RefuseDynamicShift(ModelInspection inspection, IScheduler scheduler)
    {
        if (scheduler.NeedsMu)
            inspection.Add(ModelFolderProblemKind.Unsupported, SchedulerFile.Name, $"{SchedulerFile.Name}: 'use_dynamic_shifting' is on, which this kind of model is not sampled with. Choose a model that this version of the studio runs.");
    }

    /// <param name="path">Of a CLIP tokenizer inside the folder.</param>
    public static void InspectTokenizer(ModelInspection inspection, string path) =>
        inspection.Read(() => ClipTokenizerFiles.Read(inspection.Folder, path), ClipTokenizerFiles.Needed(inspection.Folder, path));

    private static ModelFolderDefaults Describe(string folder, IScheduler scheduler, LatentDefaults family)
    {
        var config = UnetConfig.Read(folder, family.Frames);
        var space = LatentSpace.Read(folder);
        var inputs = OnnxInputs.Read(Path.Combine(folder, LatentFiles.Unet));
        var sample = inputs.FirstOrDefault(input => input.Shape.Count == family.SampleRank)?.Shape ?? [];
        var isTold = inputs.Any(input => input.Name is "timestep_cond" or "guidance_cond");
        var isFast = scheduler is Lcm;
        var width = sample.Count > 0 && sample[^1] > 0 ? sample[^1] * space.Scale : (int?)null;
        var height = sample.Count > 0 && sample[^2] > 0 ? sample[^2] * space.Scale : (int?)null;
        return new ModelFolderDefaults(
            Math.Min(scheduler.MaxSteps, isFast ? 4 : 25),
            isFast && !isTold ? 1.5 : isFast ? 8.5 : family.GuidanceScale,
            family.FramesPerSecond,
            family.Seconds,
            width is not null && height is not null ? [Named(width.Value, height.Value)] : Around(config.SampleSize * space.Scale, space.Scale * Multiple),
            []);
    }

    /// <summary>A size with its ratio in small numbers.</summary>
    public static ModelAspect Named(int width, int height)
    {
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(width, height);
        return new ModelAspect($"{width / divisor}:{height / divisor}", width, height);
    }

    // as many pixels as it was trained on, in the shapes that people ask for
    private static ModelAspect[] Around(int side, int step)
    {
        const double mostOff = 0.1;
        return
        [
            .. from shape in new[] { (Ratio: "1:1", Width: 1.0, Height: 1.0), ("16:9", 16, 9), ("9:16", 9, 16) }
               let stretch = Math.Sqrt(shape.Width / shape.Height)
               let width = Math.Max(step, (int)Math.Round(side * stretch / step) * step)
               let height = Math.Max(step, (int)Math.Round(side / stretch / step) * step)
               where Math.Abs((double)width / height / (shape.Width / shape.Height) - 1) <= mostOff
               select new ModelAspect(shape.Ratio, width, height)
        ];
    }
}

/// <summary>What a family is like where a folder does not say.</summary>
/// <param name="SampleRank">Dimensions of the denoiser's sample.</param>
/// <param name="Frames">Denoised together.</param>
internal sealed record LatentDefaults(int SampleRank, int Frames, double FramesPerSecond, ClipSeconds Seconds)
{
    public double GuidanceScale { get; init; } = 7.5;
}
