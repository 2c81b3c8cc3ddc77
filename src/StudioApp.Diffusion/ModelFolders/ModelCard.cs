namespace StudioApp.Diffusion.ModelFolders;

/// <summary>A model card in Markdown with YAML front matter, of which only <c>license</c> is read.</summary>
/// <param name="Licence">Empty when the card does not say.</param>
/// <param name="Text">The Markdown without its front matter.</param>
internal sealed record ModelCard(string Licence, string Text)
{
    private const int LargestCard = 1 << 20;
    private const string Fence = "---";
    private const string LicenceKey = "license:";

    public static ModelCard None { get; } = new("", "");

    /// <summary>A card that is missing or cannot be read is no reason to refuse a model.</summary>
    public static ModelCard Read(string folder)
    {
        foreach (var name in new[] { "MODEL_CARD.md", "README.md" })
        {
            try
            {
                var file = new FileInfo(Path.Combine(folder, name));
                if (file is { Exists: true, Length: <= LargestCard })
                    return Parse(File.ReadAllText(file.FullName));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new ModelCard("", $"*{name} cannot be read: {e.Message}*");
            }
        }

        return None;
    }

    public static ModelCard Parse(string markdown)
    {
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var end = lines[0].TrimEnd() == Fence ? Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence) : -1;
        if (end < 0)
            return new ModelCard("", markdown.Trim());

        var licence = lines[1..end].FirstOrDefault(line => line.StartsWith(LicenceKey, StringComparison.OrdinalIgnoreCase));
        return new ModelCard(
            licence?[LicenceKey.Length..].Trim().Trim('"', '\'') ?? "",
            string.Join('\n', lines[(end + 1)..]).Trim());
    }
}
