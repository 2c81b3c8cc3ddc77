namespace StudioApp.Diffusion.Sessions;

/// <summary>Which graph is to be opened, and how.</summary>
/// <param name="Folder">The model folder's path.</param>
/// <param name="File">The graph's path inside it.</param>
/// <param name="Threads">How many CPU threads one run may use.</param>
internal sealed record GraphSetup(string Folder, string File, int Threads)
{
    /// <summary>Open dimensions, by the names that the graph gives them, that are to be fixed: what is known when a graph is opened need not be found out in every run.</summary>
    public IReadOnlyDictionary<string, long> Dimensions { get; init; } = new Dictionary<string, long>();

    /// <summary>Opened only to see what it wants: nothing is optimised, and nothing kept.</summary>
    public bool IsGlance { get; init; }

    public string Path => System.IO.Path.Combine(Folder, File);
}
