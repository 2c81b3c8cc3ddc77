using StudioApp.Core.Clips;
using StudioApp.Core.People;

namespace StudioApp.Web.Features.Gallery;

/// <summary>What the gallery shows; the address carries it, so that it can be kept, shared and gone back to.</summary>
public sealed record GalleryFilter(string Text, bool FavouritesOnly)
{
    public static GalleryFilter Everything { get; } = new("", false);

    public bool IsEverything => this == Everything;

    /// <summary>The end of an address: empty for everything.</summary>
    public string QueryString
    {
        get
        {
            var parts = new List<string>();
            if (Text.Length > 0)
                parts.Add("q=" + Uri.EscapeDataString(Text));
            if (FavouritesOnly)
                parts.Add("fav=1");
            return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
        }
    }

    public static GalleryFilter From(string? text, string? favourites) => new(text?.Trim() ?? "", favourites == "1");

    public ClipQuery For(PersonId owner) => new(owner, Text.Length == 0 ? null : Text, FavouritesOnly);
}
