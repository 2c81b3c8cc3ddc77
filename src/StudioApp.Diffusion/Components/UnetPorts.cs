using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>
/// Which of a denoiser's inputs is what: by the names that the known exporters use (diffusers' and optimum's, OnnxStack's, one-off scripts'), else by rank.
/// </summary>
internal sealed record UnetPorts(GraphPort Sample, GraphPort Time, GraphPort Context, IReadOnlyDictionary<UnetInput, GraphPort> Others, GraphPort Output)
{
    private static readonly string[] SampleNames = ["sample", "latent_model_input", "latent_input", "latents", "noisy_latents", "hidden_states", "x"];
    private static readonly string[] TimeNames = ["timestep", "timesteps", "time_step", "t"];
    private static readonly string[] ContextNames = ["encoder_hidden_states", "text_embeddings", "prompt_embeds", "context"];

    /// <summary>Null where the model was not distilled with guidance.</summary>
    public GraphPort? GuidanceCondition => Others.GetValueOrDefault(UnetInput.GuidanceCondition);

    /// <summary>Whether the graph itself calls the prompt's rows after frames.</summary>
    public bool NamesFrames => Context.DimensionNames is [var rows, ..] && rows.Contains("frame", StringComparison.OrdinalIgnoreCase);

    /// <summary>The sample's open dimensions by the names that the graph gives them, but the batch: guidance may be on in one request and off in the next.</summary>
    /// <param name="shape">Of one sample, without the batch.</param>
    public Dictionary<string, long> SampleSizes(IReadOnlyList<int> shape)
    {
        var sizes = new Dictionary<string, long>();
        for (var i = 1; i < Sample.Rank && i < Sample.DimensionNames.Count; i++)
        {
            if (Sample.DimensionNames[i] is { Length: > 0 } name && Sample.Shape[i] < 0 && name != Sample.DimensionNames[0])
                sizes[name] = shape[i - 1];
        }

        return sizes;
    }

    /// <param name="sampleRank">4 for pictures, 5 for clips.</param>
    /// <param name="known">What the family can tell the denoiser beside sample, time and prompt.</param>
    public static UnetPorts Find(GraphSession graph, int sampleRank, params IReadOnlyList<UnetInput> known)
    {
        var left = graph.Inputs.ToList();
        var sample = Take("the noisy sample", SampleNames, port => port.Rank == sampleRank);
        var time = Take("the timestep", TimeNames, port => port.Rank <= 1);
        var context = Take("the prompt's embeddings", ContextNames, port => port.Rank == 3);
        var others = new Dictionary<UnetInput, GraphPort>();
        foreach (var input in known)
        {
            if (input.FindIn(left) is not { } port)
                continue;
            others[input] = port;
            left.Remove(port);
        }

        if (left.Count > 0)
            throw graph.Misfit($"it wants {string.Join(" and ", left.Select(port => port.Name))}, which this kind of model does not have");
        var output = graph.Outputs.FirstOrDefault(port => port.Rank == sampleRank) ?? throw graph.Misfit($"it has no output of {sampleRank} dimensions");
        return new UnetPorts(sample, time, context, others, output);

        GraphPort Take(string what, string[] names, Predicate<GraphPort> fits)
        {
            var port = names.Select(name => left.Find(candidate => candidate.Name == name)).FirstOrDefault(found => found is not null)
                ?? left.Find(fits)
                ?? throw graph.Misfit($"it has no input for {what}");
            if (!fits(port))
                throw graph.Misfit($"its input for {what}, {port}, has another number of dimensions");
            left.Remove(port);
            return port;
        }
    }
}
