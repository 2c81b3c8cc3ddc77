using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>The sessions of one Lantern model.</summary>
internal sealed class LanternGraphs : IDisposable
{
    private readonly List<GraphSession> _opened = [];

    private LanternGraphs()
    {
    }

    public required GraphSession TextEncoder { get; init; }

    public required GraphSession ActorDenoiser { get; init; }

    public required GraphSession BackdropDenoiser { get; init; }

    public required GraphSession MotionDenoiser { get; init; }

    public required GraphSession ActorDecoder { get; init; }

    public required GraphSession BackdropDecoder { get; init; }

    // The two large layers are denoised side by side, so each gets half of the threads.
    public static LanternGraphs Open(SessionFactory sessions, string folder)
    {
        var opened = new List<GraphSession>();
        GraphSession Graph(string file, int threads)
        {
            var graph = sessions.Open(folder, file, threads);
            opened.Add(graph);
            return graph;
        }

        var half = Math.Max(1, sessions.Device.Threads / 2);
        try
        {
            var graphs = new LanternGraphs
            {
                TextEncoder = Graph(LanternFiles.TextEncoder, half),
                ActorDenoiser = Graph(LanternFiles.ActorDenoiser, half),
                BackdropDenoiser = Graph(LanternFiles.BackdropDenoiser, half),
                MotionDenoiser = Graph(LanternFiles.MotionDenoiser, 1),
                ActorDecoder = Graph(LanternFiles.ActorDecoder, 1),
                BackdropDecoder = Graph(LanternFiles.BackdropDecoder, 1),
            };
            graphs._opened.AddRange(opened);
            return graphs;
        }
        catch
        {
            opened.ForEach(graph => graph.Dispose());
            throw;
        }
    }

    public void Dispose() => _opened.ForEach(graph => graph.Dispose());
}
