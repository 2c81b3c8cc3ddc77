using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>Which of a text encoder's ports is what, in all of their families.</summary>
internal static class TextPorts
{
    /// <summary>What the last layer says of each token, [batch, tokens, width].</summary>
    /// <exception cref="DiffusionException">The graph does not say it.</exception>
    public static GraphPort States(GraphSession graph) =>
        graph.Outputs.FirstOrDefault(output => output.Name == "last_hidden_state")
        ?? graph.Outputs.FirstOrDefault(output => output.Rank == 3)
        ?? throw graph.Misfit("it has no output [batch, tokens, width]");
}
