namespace StudioApp.Core.Pictures;

/// <summary>Where a picture that comes in is written until the store keeps it. Names are fixed; nobody else reads them. Disposing removes what was not kept.</summary>
/// <param name="folder">An absolute path that exists and is empty.</param>
/// <param name="discard">Removes the folder; called once.</param>
public sealed class PictureDraft(string folder, Action discard) : IDisposable
{
    private Action? _discard = discard;

    public string Folder => folder;

    /// <summary>The file as the person gave it.</summary>
    public string SourcePath => Join("source");

    /// <summary>What is made of it: a PNG.</summary>
    public string PicturePath => Join("picture.png");

    /// <summary>The same, small: a JPEG.</summary>
    public string ThumbnailPath => Join("thumbnail.jpg");

    public void Dispose() => Interlocked.Exchange(ref _discard, null)?.Invoke();

    private string Join(string name) => $"{folder.TrimEnd('/', '\\')}/{name}";
}
