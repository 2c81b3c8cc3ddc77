namespace StudioApp.Web.Features.Gallery;

/// <summary>How the gallery's cards fall into rows at a width. ClipGrid.razor.css and ClipCard.razor.css draw the same numbers.</summary>
/// <param name="Columns">Cards in a row.</param>
/// <param name="RowHeight">Pixels from one row to the next.</param>
public readonly record struct GridShape(int Columns, float RowHeight)
{
    /// <summary>Between cards, in pixels.</summary>
    public const int Gap = 20;

    /// <summary>Under the square stage: two lines of prompt, one of facts.</summary>
    public const int CaptionHeight = 82;

    private const int GapOnPhones = 12;

    /// <param name="width">Of the grid, in CSS pixels.</param>
    public static GridShape For(double width)
    {
        var gap = width < 560 ? GapOnPhones : Gap;
        var narrowest = width switch
        {
            < 560 => 148,
            < 1000 => 200,
            < 1800 => 248,
            _ => 288,
        };
        var columns = Math.Max(1, (int)((width + gap) / (narrowest + gap)));
        var column = (width - gap * (columns - 1)) / columns;
        return new GridShape(columns, (float)(column + CaptionHeight + gap));
    }

    public int RowsFor(int clips) => (clips + Columns - 1) / Columns;
}
