using StudioApp.Core.Generations;

namespace StudioApp.Web.Tests.Fakes;

/// <summary>A feed that the test speaks through.</summary>
internal sealed class FakeGenerationFeed : IGenerationFeed
{
    private readonly List<Action<GenerationNews>> _subscribers = [];

    public Dictionary<GenerationId, GenerationProgress> Progress { get; } = [];

    public Dictionary<GenerationId, int> Places { get; } = [];

    public int Subscribers => _subscribers.Count;

    public GenerationProgress? ProgressOf(GenerationId id) => Progress.GetValueOrDefault(id);

    public int? QueuePositionOf(GenerationId id) => Places.TryGetValue(id, out var place) ? place : null;

    public IDisposable Subscribe(Action<GenerationNews> onNews)
    {
        _subscribers.Add(onNews);
        return new Subscription(() => _subscribers.Remove(onNews));
    }

    public void Say(GenerationNews news) => _subscribers.ToList().ForEach(s => s(news));

    public void Changed(Generation generation) => Say(new GenerationNews.StateChanged(generation));

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
