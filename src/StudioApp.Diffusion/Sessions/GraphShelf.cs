namespace StudioApp.Diffusion.Sessions;

/// <summary>The files of <see cref="GraphCache"/>: when each was last used, and which of them go. A file that cannot be removed now is in nobody's way; the next sweep tries again.</summary>
/// <param name="most">Bytes of all files together.</param>
internal sealed class GraphShelf(DirectoryInfo folder, long most, TimeProvider time)
{
    /// <summary>Ends the name of what is being written.</summary>
    public const string Aside = ".part";

    /// <summary>Ends the name of weights that do not fit into their graph's file.</summary>
    public const string Data = ".data";

    private static readonly TimeSpan Unused = TimeSpan.FromDays(30);

    // what is being written is new; what is this old was left by a process that died
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Puts a graph that was written aside into its place, and makes room for it.</summary>
    /// <exception cref="IOException">It cannot be put there, or the folder cannot be read.</exception>
    public void Keep(string aside, string graph)
    {
        File.Move(aside, graph, overwrite: true);
        Touch(graph);
        Sweep(graph);
    }

    /// <summary>Removes what nobody has used for long, and then what was used longest ago until the rest is small enough.</summary>
    /// <param name="kept">Stays whatever its size: it is in use.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public void Sweep(string kept)
    {
        var isOld = folder.EnumerateFiles().ToLookup(file => time.GetUtcNow() - file.LastWriteTimeUtc > (file.Extension == Aside ? Abandoned : Unused));
        foreach (var old in isOld[true])
            Remove(old.FullName);

        // a graph and its weights stay or go together
        var graphs = isOld[false].Where(file => file.Extension != Aside)
            .GroupBy(file => file.Extension == Data ? file.FullName[..^Data.Length] : file.FullName)
            .OrderByDescending(graph => graph.Key == kept)
            .ThenByDescending(graph => graph.Max(file => file.LastWriteTimeUtc));
        var bytes = 0L;
        foreach (var graph in graphs)
        {
            bytes += graph.Sum(file => file.Length);
            if (bytes > most && graph.Key != kept)
                RemoveGraph(graph.Key);
        }
    }

    /// <summary>It was used now.</summary>
    /// <exception cref="IOException">It cannot be noted.</exception>
    public void Touch(string graph)
    {
        foreach (var file in new[] { graph, graph + Data }.Where(File.Exists))
            File.SetLastWriteTimeUtc(file, time.GetUtcNow().UtcDateTime);
    }

    public static void RemoveGraph(string graph)
    {
        Remove(graph);
        Remove(graph + Data);
    }

    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // the next sweep or the next start tries again
        }
    }
}
