using System.Text.Json;

namespace StudioApp.Diffusion.Pipelines.Latents;

/// <summary>Colours that were fitted to a model's own decoder, kept for the next start. Losing the file costs a fit, nothing else.</summary>
/// <param name="place">Finds out where; null where nothing is kept.</param>
internal sealed class LatentColourFile(Func<string?> place)
{
    /// <returns>Null where there are none for so many channels.</returns>
    public LatentColours? Read(int channels)
    {
        try
        {
            return place() is { } path && File.Exists(path)
                && JsonSerializer.Deserialize<double[][]>(File.ReadAllText(path)) is { } rows
                && LatentColours.Of(rows) is { } colours && colours.Channels == channels
                ? colours
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null; // they are fitted anew and written over it
        }
    }

    public void Write(LatentColours colours)
    {
        try
        {
            if (place() is not { } path)
                return;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // it has one
            var aside = $"{path}.{Guid.NewGuid():N}";
            File.WriteAllText(aside, JsonSerializer.Serialize(colours.Rows));
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // they are fitted again at the next start
        }
    }
}
