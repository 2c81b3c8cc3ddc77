using StudioApp.Core.Models;

namespace StudioApp.Engine.Hub;

/// <summary>What is to be downloaded: kept beside it, so that it goes on after a restart without asking the hub again.</summary>
internal sealed record DownloadPlan(string Name, ModelSource Source, IReadOnlyList<HubFile> Files)
{
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>The repository as it was when the person looked at it.</summary>
    public HubAddress Pinned => new(Source.Repository, Source.Commit);

    public bool IsOf(ModelSource source) => (Source.Repository, Source.Commit) == (source.Repository, source.Commit);

    /// <summary>The download as people are told of it, with nothing there yet.</summary>
    public ModelInstall Describe(ModelInstallState state) => new()
    {
        Name = Name,
        Source = Source,
        State = state,
        TotalBytes = Bytes,
        TotalFiles = Files.Count,
    };
}
