using StudioApp.Core.People;

namespace StudioApp.Core.Clips;

/// <param name="Text">Every word must occur in the prompt, in any case; null or blank for all.</param>
/// <param name="FavouritesOnly">Only those with a heart.</param>
/// <param name="Deleted">The trash instead of the gallery.</param>
/// <param name="Cursor">The <c>NextCursor</c> of the page before, or null for the first.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record ClipQuery(
    PersonId Owner,
    string? Text = null,
    bool FavouritesOnly = false,
    bool Deleted = false,
    string? Cursor = null,
    int Limit = 50);
