namespace StudioApp.Core.Pictures;

/// <summary>Keeps the pictures' files, each once however often it comes in.</summary>
public interface IPictureStore
{
    /// <exception cref="Media.DiskFullException">There is no room for it.</exception>
    PictureDraft OpenDraft();

    /// <summary>Takes the draft's picture and thumbnail over, unless the same picture is here already. On the disk when this returns.</summary>
    /// <exception cref="Media.DiskFullException">There is no room for it.</exception>
    void Keep(PictureDraft draft, Picture picture);

    /// <summary>Null when it is not here.</summary>
    Picture? Find(PictureId id);

    /// <summary>As a new arrival: its days begin again, so that it stays until whoever asks has written down that it is used.</summary>
    /// <returns>Whether it is here.</returns>
    bool Renew(PictureId id);

    /// <summary>The absolute path of the PNG, or null when it is not there.</summary>
    string? Locate(PictureId id);

    /// <summary>The absolute path of the small JPEG, or null when it is not there.</summary>
    string? LocateThumbnail(PictureId id);

    /// <summary>Removes pictures that came in before <paramref name="before"/> and that nothing uses, and what a crash left half-made.</summary>
    /// <param name="used">Those that a generation or a clip started from.</param>
    /// <returns>How many pictures were removed.</returns>
    int Sweep(DateTimeOffset before, IReadOnlySet<PictureId> used, CancellationToken ct);
}
