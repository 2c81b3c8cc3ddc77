using System.Collections.Concurrent;

namespace StudioApp.Diffusion.Sessions;

/// <summary>What has been found out about where graphs ran on the card, since the process started.</summary>
internal sealed class NodePlacements
{
    private readonly ConcurrentDictionary<(string Folder, string File), NodePlacement> _graphs = new();

    public bool Knows(GraphSetup setup) => _graphs.ContainsKey((setup.Folder, setup.File));

    public void Note(GraphSetup setup, NodePlacement placement) => _graphs[(setup.Folder, setup.File)] = placement;

    /// <summary>Of all graphs of a folder that have run; null before the first.</summary>
    public NodePlacement? Of(string folder) =>
        _graphs.Where(graph => graph.Key.Folder == folder).Select(graph => graph.Value).Aggregate((NodePlacement?)null, (sum, graph) => sum is null ? graph : sum + graph);
}
