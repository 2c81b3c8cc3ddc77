using StudioApp.Core.Pictures;

namespace StudioApp.Cli.Generate;

/// <summary>Keeps the one picture of a command in a folder of its own for as long as the command runs.</summary>
internal sealed class PicturesAside : IPictureStore, IDisposable
{
    private readonly Dictionary<PictureId, (Picture Picture, PictureDraft Draft)> _kept = [];
    private DirectoryInfo? _root;

    public PictureDraft OpenDraft()
    {
        _root ??= Directory.CreateTempSubdirectory("studio-picture-");
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, Guid.NewGuid().ToString("N"))).FullName;

        // all of it goes with the command: what is kept lies where it was made
        return new PictureDraft(folder, () => File.Delete(Path.Combine(folder, "source")));
    }

    public void Keep(PictureDraft draft, Picture picture) => _kept.TryAdd(picture.Id, (picture, draft));

    public Picture? Find(PictureId id) => _kept.TryGetValue(id, out var kept) ? kept.Picture : null;

    public bool Renew(PictureId id) => _kept.ContainsKey(id);

    public string? Locate(PictureId id) => _kept.TryGetValue(id, out var kept) ? kept.Draft.PicturePath : null;

    public string? LocateThumbnail(PictureId id) => _kept.TryGetValue(id, out var kept) ? kept.Draft.ThumbnailPath : null;

    public int Sweep(DateTimeOffset before, IReadOnlySet<PictureId> used, CancellationToken ct) => 0;

    public void Dispose() => _root?.Delete(recursive: true);
}
