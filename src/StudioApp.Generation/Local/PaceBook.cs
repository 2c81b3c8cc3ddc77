using System.Collections.Concurrent;
using StudioApp.Core.Generations;

namespace StudioApp.Engine.Local;

/// <summary>Remembers how fast the last generation of each kind was, so that the next one of that kind knows from its start how long it takes.</summary>
internal sealed class PaceBook
{
    private readonly ConcurrentDictionary<Kind, Pace> _last = [];

    public Pace? Find(GenerationSettings settings) => _last.GetValueOrDefault(KindOf(settings));

    public void Keep(GenerationSettings settings, Pace pace) => _last[KindOf(settings)] = pace;

    // guidance runs the denoiser twice a step
    private static Kind KindOf(GenerationSettings settings) => new(settings.Model, settings.Aspect, settings.Guidance == 1);

    private readonly record struct Kind(string Model, AspectRatio Aspect, bool Unguided);
}
