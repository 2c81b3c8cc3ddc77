using System.Text.Json;
using StudioApp.Diffusion.Pipelines;

namespace StudioApp.Diffusion.ModelFolders;

internal sealed class ModelFolderReader(IEnumerable<IPipelineFamily> families) : IModelFolderReader
{
    public const string IndexName = "model_index.json";

    private static readonly EnumerationOptions AllFiles = new() { RecurseSubdirectories = true, MaxRecursionDepth = 8, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    public IReadOnlyList<ModelFolder> List(string path)
    {
        try
        {
            return
            [
                .. from entry in new DirectoryInfo(path).EnumerateFileSystemInfos()
                   where !entry.Name.StartsWith('.') && (entry is DirectoryInfo || IsBrokenLink(entry))
                   orderby entry.Name
                   select Read(entry.FullName)
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public ModelFolder Read(string path)
    {
        path = Path.GetFullPath(path);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (IsBrokenLink(new DirectoryInfo(path)))
            return Broken(name, path);

        var card = ModelCard.Read(path);
        var inspection = new ModelInspection(path);
        var recognised = File.Exists(Path.Combine(path, IndexName)) ? null : families.FirstOrDefault(f => f.Recognises(path));
        using var index = recognised is null ? inspection.Read(() => ModelJson.Read(path, IndexName), IndexName) : null;
        var family = index is null ? recognised : FindFamily(inspection, index);
        family?.Inspect(inspection, index);

        var (bytes, changedAt) = Measure(path);
        return new ModelFolder
        {
            Name = name,
            Path = path,
            LinkedFrom = new DirectoryInfo(path).LinkTarget,
            Title = Title(index) ?? name,
            Family = family?.Name ?? "",
            Bytes = bytes,
            ChangedAt = changedAt,
            Licence = card.Licence,
            Card = card.Text,
            Defaults = inspection.Defaults,
            Vocabulary = inspection.Vocabulary,
            NeedsPicture = inspection.NeedsPicture,
            TakesPicture = inspection.TakesPicture,
            Problems = inspection.Problems,
        };
    }

    private IPipelineFamily? FindFamily(ModelInspection inspection, ModelJson index)
    {
        if (inspection.Read(() => index.Text("_class_name")) is not { } className)
            return null;

        var family = families.FirstOrDefault(f => f.ClassNames.Contains(className));
        if (family is null)
            inspection.Add(DiffusionErrors.FamilyUnknown(IndexName, className, string.Join(", ", families.Select(f => f.ClassNames[0]))));
        return family;
    }

    // a linked folder on a disk that is not connected now
    private static bool IsBrokenLink(FileSystemInfo entry) => entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true };

    private static ModelFolder Broken(string name, string path)
    {
        var target = new DirectoryInfo(path).LinkTarget ?? "";
        var problem = new ModelFolderProblem(ModelFolderProblemKind.LinkBroken, "", $"It points to '{target}', which is not there. Connect the disk that it is on.");
        return new ModelFolder { Name = name, Path = path, Title = name, LinkedFrom = target, Problems = [problem] };
    }

    private static string? Title(ModelJson? index) =>
        index is not null && index.Root.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.String ? title.GetString() : null;

    private static (long Bytes, DateTime ChangedAt) Measure(string path)
    {
        try
        {
            return new DirectoryInfo(path).EnumerateFiles("*", AllFiles).Aggregate(
                (Bytes: 0L, ChangedAt: DateTime.MinValue),
                (all, file) => (all.Bytes + file.Length, file.LastWriteTimeUtc > all.ChangedAt ? file.LastWriteTimeUtc : all.ChangedAt));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (0, DateTime.MinValue); // it is shown, not relied on; what cannot be read is told as a problem of its own
        }
    }
}
