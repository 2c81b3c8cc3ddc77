namespace StudioApp.Web.Shared.Layout;

/// <summary>Every shortcut that the keyboard help tells of. Texts are keys of LayoutText; keys that start with <c>Key</c> too.</summary>
internal static class ShortcutList
{
    public static IReadOnlyList<ShortcutPlace> Places { get; } =
    [
        new("KeyboardEverywhere",
        [
            new(["?"], "KeyboardHelp"),
            new(["Tab"], "KeyboardTab"),
            new(["Esc"], "KeyboardClose"),
        ]),
        new("KeyboardStudio",
        [
            new(["Ctrl", "Enter"], "KeyboardGenerate"),
        ]),
        new("KeyboardGallery",
        [
            new(["←", "↑", "→", "↓"], "KeyboardMove"),
            new(["Enter"], "KeyboardOpenClip"),
            new(["F"], "KeyboardFavourite"),
            new(["KeyDelete"], "KeyboardDelete"),
            new(["/"], "KeyboardSearch"),
        ]),
        new("KeyboardClip",
        [
            new(["←", "→"], "KeyboardNeighbours"),
            new([",", "."], "KeyboardFrame"),
            new(["KeySpace"], "KeyboardPlay"),
            new(["F"], "KeyboardFavourite"),
            new(["KeyDelete"], "KeyboardDelete"),
        ]),
    ];
}

internal sealed record ShortcutPlace(string Title, IReadOnlyList<Shortcut> Shortcuts);

internal sealed record Shortcut(IReadOnlyList<string> Keys, string Does);
