using System.Globalization;
using Microsoft.Extensions.Logging;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Engine.Local;

namespace StudioApp.Engine.Hub;

/// <summary>Removed models lie in <c>.trash/NAME~TIME</c> beside the others: moving there and back takes no time and no room.</summary>
internal sealed partial class ModelTrash(ModelsPlace place, LocalModels models, TimeProvider time, ILogger<ModelTrash> log) : IModelTrash
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    private const char Separator = '~';

    public Task<IReadOnlyList<RemovedModel>> ListAsync(CancellationToken ct) => Task.Run<IReadOnlyList<RemovedModel>>(
        () => [.. Entries().OrderByDescending(entry => entry.RemovedAt)], ct);

    public Task<Outcome<RemovedModel>> RemoveAsync(string name, CancellationToken ct) => Task.Run(() => Remove(name), ct);

    public Task<Outcome<string>> RestoreAsync(string id, CancellationToken ct) => Task.Run(() => Restore(id), ct);

    public Task<Outcome<string>> DeleteAsync(string id, CancellationToken ct) => Task.Run(() => Delete(id), ct);

    private Outcome<RemovedModel> Remove(string name)
    {
        if (place.Find(name) is not { } folder)
            return HubErrors.ModelUnknown(name);

        name = Path.GetFileName(folder);
        var id = name + Separator + time.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture);
        try
        {
            Directory.CreateDirectory(place.Trash);
            Directory.Move(folder, Path.Combine(place.Trash, id));
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            return HubErrors.CannotMove(name, e.Message);
        }

        models.Refresh();
        Log.Removed(log, name);
        return Entries().First(entry => entry.Id == id);
    }

    private Outcome<string> Restore(string id)
    {
        if (Find(id) is not { } entry)
            return HubErrors.NotInTrash();
        if (place.Find(entry.Name) is not null)
            return HubErrors.NameTaken(entry.Name);

        try
        {
            Directory.Move(Path.Combine(place.Trash, id), Path.Combine(place.Root, entry.Name));
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            return HubErrors.CannotMove(entry.Name, e.Message);
        }

        models.Refresh();
        return entry.Name;
    }

    private Outcome<string> Delete(string id)
    {
        if (Find(id) is not { } entry)
            return HubErrors.NotInTrash();

        var folder = new DirectoryInfo(Path.Combine(place.Trash, id));
        try
        {
            // a link goes, what it points to stays; one that points nowhere counts as a file
            if (folder.Exists)
                folder.Delete(recursive: folder.LinkTarget is null);
            else
                File.Delete(folder.FullName);
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            return ModelsPlace.ErrorOf(e);
        }

        Log.Deleted(log, entry.Name);
        return entry.Name;
    }

    // only what the trash lists can be named, so an id cannot lead elsewhere
    private RemovedModel? Find(string id) => Entries().FirstOrDefault(entry => entry.Id == id);

    private IEnumerable<RemovedModel> Entries()
    {
        if (!Directory.Exists(place.Trash))
            yield break;

        foreach (var folder in ModelsPlace.Models(place.Trash))
        {
            var cut = folder.Name.LastIndexOf(Separator);
            if (cut > 0 && DateTimeOffset.TryParseExact(folder.Name[(cut + 1)..], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var removedAt))
                yield return new RemovedModel(folder.Name, folder.Name[..cut], SizeOf(folder), removedAt);
        }
    }

    private static long SizeOf(FileSystemInfo entry) => entry is not DirectoryInfo { LinkTarget: null } folder
        ? 0
        : folder.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint }).Sum(file => file.Length);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Moved {Model} into the trash")]
        public static partial void Removed(ILogger logger, string model);

        [LoggerMessage(2, LogLevel.Information, "Deleted {Model} for good")]
        public static partial void Deleted(ILogger logger, string model);
    }
}
