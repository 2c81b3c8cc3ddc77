using StudioApp.Core.Generations;
using StudioApp.Core.Outcomes;

namespace StudioApp.Cli.Generate;

/// <summary>Shows one generation. Progress comes from the pipeline's own threads, and the time it takes is the clip's.</summary>
internal interface IGenerateView : IProgress<GenerationProgress>
{
    /// <summary>Something worth knowing that stops nothing.</summary>
    void Note(string text);

    void Done(MadeClip clip);

    void Failed(StudioError error);
}
