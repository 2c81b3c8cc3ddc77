using Microsoft.Extensions.Logging;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Engine.Hub;

namespace StudioApp.Engine.Local;

/// <summary>A linked model is a symbolic link in the models folder: whatever reads that folder needs no second place to look.</summary>
internal sealed partial class ModelLinks(ModelsPlace place, LocalModels models, IModelFolderReader reader, ILogger<ModelLinks> log) : IModelLinks
{
    public Task<Outcome<FolderModel>> DescribeAsync(string path, CancellationToken ct) => Task.Run(() => Describe(path), ct);

    public Task<Outcome<string>> AddAsync(string path, string name, CancellationToken ct) => Task.Run(() => Add(path, name), ct);

    private Outcome<FolderModel> Describe(string path)
    {
        var found = Find(path);
        if (!found.Succeeded)
            return found.Error;

        var folder = reader.Read(found.Value);
        return new FolderModel(
            folder.Path, folder.Title, folder.Family, folder.Bytes, folder.Licence, LocalModelCatalog.ProblemOf(folder), place.Suggest(folder.Name));
    }

    private Outcome<string> Add(string path, string name)
    {
        var found = Find(path);
        if (!found.Succeeded)
            return found.Error;
        if (!HubPath.IsName(name))
            return HubErrors.NameInvalid(name);
        if (place.Find(name) is not null)
            return HubErrors.NameTaken(name);

        try
        {
            Directory.CreateDirectory(place.Root);
            Directory.CreateSymbolicLink(Path.Combine(place.Root, name), found.Value);
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            return HubErrors.CannotLink(e.Message);
        }

        models.Refresh();
        Log.Linked(log, name);
        return name;
    }

    private Outcome<string> Find(string path)
    {
        path = path.Trim();
        if (path.StartsWith('~'))
            path = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..];
        if (!Path.IsPathFullyQualified(path) || !Directory.Exists(path))
            return HubErrors.FolderUnknown(path);

        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var inside = Path.GetRelativePath(place.Root, path);
        return inside.StartsWith("..", StringComparison.Ordinal) || Path.IsPathFullyQualified(inside) ? path : HubErrors.FolderIsHere(path);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Linked the model {Model}")]
        public static partial void Linked(ILogger logger, string model);
    }
}
