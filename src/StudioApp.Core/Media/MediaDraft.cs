namespace StudioApp.Core.Media;

/// <summary>
/// Where one attempt writes its files. Names are fixed; nobody reads them before the attempt's finish is recorded,
/// so that a crash or a late attempt leaves no half clip.
/// </summary>
/// <param name="Folder">An absolute path that exists and is empty.</param>
/// <param name="Key">The same folder as the store knows it, which the clip's row keeps.</param>
public sealed record MediaDraft(string Folder, string Key)
{
    public const string VideoName = "video.mp4";
    public const string PosterName = "poster.jpg";
    public const string SpriteName = "sprite.jpg";

    public string VideoPath => Join(VideoName);

    public string PosterPath => Join(PosterName);

    public string SpritePath => Join(SpriteName);

    private string Join(string name) => $"{Folder.TrimEnd('/', '\\')}/{name}";
}
