using System.Collections.Concurrent;
using StudioApp.Core.Generations;
using StudioApp.Engine.Previews;

namespace StudioApp.Engine.Local;

/// <summary>Remembers how fast the last generation of each kind was and what its previews cost, so that the next one of that kind knows from its start how long it takes.</summary>
internal sealed class PaceBook
{
    private readonly ConcurrentDictionary<Kind, Pace> _last = [];
    private readonly ConcurrentDictionary<(string Model, AspectRatio Aspect), Pace> _rehearsed = [];
    private readonly ConcurrentDictionary<(string Model, AspectRatio Aspect), PreviewCosts> _previews = [];

    /// <summary>How fast the last one of this kind was; null before the first.</summary>
    public Pace? Find(GenerationSettings settings) => _last.GetValueOrDefault(KindOf(settings));

    /// <summary>As <see cref="Find"/>, else how fast the model was without an encoder beside it: a generation takes at least that long.</summary>
    public Pace? FindAtBest(GenerationSettings settings) => Find(settings) ?? _rehearsed.GetValueOrDefault((settings.Model, settings.Aspect));

    public void Keep(GenerationSettings settings, Pace pace) => _last[KindOf(settings)] = pace;

    public void KeepRehearsed(string model, AspectRatio aspect, Pace pace) => _rehearsed[(model, aspect)] = pace;

    /// <summary>What previews of this model at this aspect cost.</summary>
    public PreviewCosts PreviewsOf(string model, AspectRatio aspect) => _previews.GetOrAdd((model, aspect), _ => new PreviewCosts());

    // guidance runs the denoiser twice a step
    private static Kind KindOf(GenerationSettings settings) => new(settings.Model, settings.Aspect, settings.Guidance == 1);

    private readonly record struct Kind(string Model, AspectRatio Aspect, bool Unguided);
}
