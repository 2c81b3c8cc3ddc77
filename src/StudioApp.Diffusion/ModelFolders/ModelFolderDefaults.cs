namespace StudioApp.Diffusion.ModelFolders;

/// <summary>What a request gets when it does not say, and what it may say: all of it from the folder's <c>model_index.json</c>.</summary>
/// <param name="GuidanceScale">1 is no guidance.</param>
/// <param name="Seconds">How long a clip may be.</param>
/// <param name="Aspects">What it can make; the first is the default.</param>
/// <param name="Examples">Prompts to start from; may be empty.</param>
public sealed record ModelFolderDefaults(
    int Steps,
    double GuidanceScale,
    double FramesPerSecond,
    ClipSeconds Seconds,
    IReadOnlyList<ModelAspect> Aspects,
    IReadOnlyList<string> Examples)
{
    /// <summary>The picture size that stands for an aspect ratio.</summary>
    /// <param name="ratio">As the folder writes it: <c>16:9</c>.</param>
    /// <returns>Null when the model does not make that ratio.</returns>
    public ModelAspect? SizeOf(string ratio) => Aspects.FirstOrDefault(aspect => aspect.Ratio == ratio);
}

/// <summary>Whole seconds, <c>Min</c> &lt;= <c>Default</c> &lt;= <c>Max</c>.</summary>
public sealed record ClipSeconds(int Min, int Max, int Default);

/// <param name="Ratio">Width to height: <c>16:9</c>.</param>
/// <param name="Width">Pixels, even.</param>
/// <param name="Height">Pixels, even.</param>
public sealed record ModelAspect(string Ratio, int Width, int Height);
