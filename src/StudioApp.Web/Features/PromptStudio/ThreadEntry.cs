using StudioApp.Core.Clips;
using StudioApp.Core.Generations;

namespace StudioApp.Web.Features.PromptStudio;

/// <summary>One prompt of the thread and what has become of it.</summary>
/// <param name="Clip">The clip, once it has succeeded; null before, or when it was deleted for good.</param>
public sealed record ThreadEntry(Generation Generation, Clip? Clip)
{
    public GenerationId Id => Generation.Id;
}
