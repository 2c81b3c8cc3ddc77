using StudioApp.Core.Clips;
using StudioApp.Core.Generations;

namespace StudioApp.Core.Media;

/// <summary>Keeps the clips' files.</summary>
public interface IMediaStore
{
    /// <summary>An empty folder for one attempt; what an earlier try of the same attempt left there is gone.</summary>
    Task<MediaDraft> OpenDraftAsync(GenerationId generation, int attempt, CancellationToken ct);

    /// <summary>Removes a draft that came to nothing. A missing one is no error.</summary>
    Task DiscardAsync(MediaDraft draft, CancellationToken ct);

    /// <summary>The file's absolute path, or null when it is not there.</summary>
    /// <param name="name">One of <see cref="MediaDraft"/>'s names.</param>
    string? Locate(Clip clip, string name);

    /// <summary>Removes a clip's files for good.</summary>
    Task DeleteAsync(Clip clip, CancellationToken ct);

    /// <summary>Removes folders that no clip and no running generation owns: what a crash left behind.</summary>
    /// <param name="keptKeys">The keys to keep.</param>
    /// <returns>How many folders were removed.</returns>
    Task<int> SweepAsync(IReadOnlySet<string> keptKeys, CancellationToken ct);
}
