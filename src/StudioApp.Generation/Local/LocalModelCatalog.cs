using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Diffusion;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Pipelines;
using StudioApp.Engine.Hub;
using StudioApp.Engine.Workers;

namespace StudioApp.Engine.Local;

/// <summary>Diffusion's model folders in Core's words.</summary>
internal sealed class LocalModelCatalog(LocalModels models, IPipelineLoader loader) : IModelCatalog
{
    public Task<IReadOnlyList<InstalledModel>> ListAsync(CancellationToken ct) => Task.Run(List, ct);

    public async Task<InstalledModel?> FindAsync(string name, CancellationToken ct) =>
        (await ListAsync(ct).ConfigureAwait(false)).FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public Task RefreshAsync(CancellationToken ct) => Task.Run(models.Refresh, ct);

    private IReadOnlyList<InstalledModel> List()
    {
        var (device, missing) = Device();
        return
        [
            .. from folder in models.Folders
               let model = Describe(folder, device, missing) with { Fallback = FallbackOf(folder) }
               orderby model.Problem is not null, model.Name
               select model
        ];
    }

    private (string Device, StudioError? Missing) Device()
    {
        try
        {
            return (loader.Device, null);
        }
        catch (DiffusionException e)
        {
            return ("", ModelErrors.DeviceMissing(EngineErrors.Of(e)));
        }
    }

    private CpuFallback? FallbackOf(ModelFolder folder) =>
        loader.PlacementOf(folder) is { } placement ? new CpuFallback(placement.FellBack, placement.Nodes, placement.Operators) : null;

    private static InstalledModel Describe(ModelFolder folder, string device, StudioError? missing)
    {
        var aspects = Aspects(folder).ToList();
        return new InstalledModel
        {
            Name = folder.Name,
            Title = folder.Title,
            Family = folder.Family,
            Device = device,
            Bytes = folder.Bytes,
            Licence = folder.Licence,
            Card = folder.Card,
            Source = SourceFile.Read(folder.Path),
            LinkedFrom = folder.LinkedFrom,
            Defaults = folder.Defaults is { } defaults ? Describe(defaults, aspects) : new ModelDefaults(),
            Vocabulary = folder.Vocabulary is { } known
                ? new PromptVocabulary([.. known.Kinds.Select(k => new VocabularyGroup(k.Name, k.Phrases))], known.Words) { MaxWords = known.MaxWords }
                : null,
            TakesPicture = folder.NeedsPicture ? PictureUse.Must : folder.TakesPicture ? PictureUse.May : PictureUse.No,
            UsesStrength = folder.TakesPicture,
            Problem = ProblemOf(folder)
                ?? (aspects.Count == 0 ? ModelErrors.AspectsUnreadable() : missing),
        };
    }

    private static ModelDefaults Describe(ModelFolderDefaults defaults, IReadOnlyList<AspectRatio> aspects) => new()
    {
        Seconds = defaults.Seconds.Default,
        MinSeconds = defaults.Seconds.Min,
        MaxSeconds = defaults.Seconds.Max,
        Steps = defaults.Steps,
        Guidance = defaults.GuidanceScale,
        FramesPerSecond = defaults.FramesPerSecond,
        Aspects = aspects,
        Examples = defaults.Examples,
    };

    private static IEnumerable<AspectRatio> Aspects(ModelFolder folder)
    {
        foreach (var aspect in folder.Defaults?.Aspects ?? [])
        {
            if (AspectRatio.TryParse(aspect.Ratio, null, out var ratio))
                yield return ratio;
        }
    }

    /// <summary>The first problem says what to do; the details list all of them, so that a person can mend them at once.</summary>
    internal static StudioError? ProblemOf(ModelFolder folder)
    {
        if (folder.Usable)
            return null;

        var first = folder.Problems[0];
        var error = EngineErrors.Of(first) ?? first.Kind switch
        {
            ModelFolderProblemKind.Missing => ModelErrors.FileMissing(first.File),
            ModelFolderProblemKind.Incomplete => ModelErrors.FileIncomplete(first.File),
            ModelFolderProblemKind.LfsPointer => ModelErrors.FileIsPointer(first.File),
            ModelFolderProblemKind.Corrupt => ModelErrors.FileCorrupt(first.File),
            ModelFolderProblemKind.LinkBroken => ModelErrors.LinkBroken(folder.LinkedFrom ?? ""),
            ModelFolderProblemKind.Unreadable => ModelErrors.FileUnreadable(first.File),
            _ => ModelErrors.Unsupported(first.Message),
        };
        return error with { Details = string.Join('\n', folder.Problems.Select(p => p.Message)) };
    }
}
