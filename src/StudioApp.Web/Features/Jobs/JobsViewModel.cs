using StudioApp.Core.Generations;
using StudioApp.Web.Shared.People;

namespace StudioApp.Web.Features.Jobs;

/// <summary>Everything of this person that runs or waits: what runs first, then in the order of the queue.</summary>
public sealed class JobsViewModel(IGenerationStore generations, IGenerationQueue queue, IGenerationFeed feed, ICurrentPerson person)
{
    public IReadOnlyList<Generation> Jobs { get; private set; } = [];

    public async Task LoadAsync(CancellationToken ct)
    {
        var open = await generations.ListOpenAsync(ct);
        Jobs = [.. open.Where(g => g.Owner == person.Id).OrderBy(PlaceOf).ThenBy(g => g.CreatedAt)];
    }

    /// <returns>Whether the list has changed.</returns>
    public async Task<bool> ApplyAsync(IReadOnlyList<GenerationNews> news, CancellationToken ct)
    {
        if (news.All(n => n is GenerationNews.Progressed))
            return false;

        await LoadAsync(ct);
        return true;
    }

    public Task CancelAsync(Generation job, CancellationToken ct) => queue.CancelAsync(job.Id, person.Id, ct);

    public Task MoveToFrontAsync(Generation job, CancellationToken ct) =>
        queue.PrioritiseAsync(job.Id, person.Id, GenerationPriority.High, ct);

    public int? QueuePositionOf(Generation job) => feed.QueuePositionOf(job.Id);

    public GenerationProgress? ProgressOf(Generation job) => feed.ProgressOf(job.Id);

    private int PlaceOf(Generation job) => job.State == GenerationState.Running ? 0 : QueuePositionOf(job) ?? int.MaxValue;
}
