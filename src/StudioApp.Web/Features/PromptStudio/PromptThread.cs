using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.People;

namespace StudioApp.Web.Features.PromptStudio;

/// <summary>A person's prompts, oldest first as in a chat, loaded from the end backwards.</summary>
public sealed class PromptThread(IGenerationStore generations, IClipStore clips)
{
    private const int PageSize = 12;

    private readonly SortedList<Guid, ThreadEntry> _entries = [];
    private string? _cursor;

    /// <summary>Ids are time-ordered, so the list is too.</summary>
    public IReadOnlyList<ThreadEntry> Entries => _entries.Values.AsReadOnly();

    public bool HasEarlier => _cursor is not null;

    public async Task LoadAsync(PersonId owner, CancellationToken ct)
    {
        _entries.Clear();
        _cursor = null;
        await LoadEarlierAsync(owner, ct);

        // what runs may have thirty prompts behind it, and is what a reload is for
        foreach (var running in (await generations.ListOpenAsync(ct)).Where(g => g.Owner == owner && g.State == GenerationState.Running))
            await PutAsync(running, ct);
    }

    public async Task LoadEarlierAsync(PersonId owner, CancellationToken ct)
    {
        var page = await generations.ListAsync(new GenerationQuery(owner, Cursor: _cursor, Limit: PageSize), ct);
        foreach (var generation in page.Items)
            await PutAsync(generation, ct);
        _cursor = page.NextCursor;
    }

    public async Task PutAsync(Generation generation, CancellationToken ct)
    {
        var clip = generation.ClipId is { } id ? await clips.FindAsync(id, generation.Owner, ct) : null;
        if (!_entries.TryGetValue(generation.Id.Value, out var known) || generation.IsAtLeastAsRecentAs(known.Generation))
            _entries[generation.Id.Value] = new ThreadEntry(generation, clip);
    }

    public void Put(Clip clip)
    {
        if (_entries.TryGetValue(clip.Generation.Value, out var entry))
            _entries[clip.Generation.Value] = entry with { Clip = clip };
    }
}
