using StudioApp.Diffusion.Guards;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>CLIP's image encoder: a picture becomes one embedding of what is in it.</summary>
internal sealed class ClipImageEncoder : IDisposable
{
    private const int UsualSide = 224;

    private readonly NumberBuffer _picture;
    private readonly NumberBuffer _embedding;
    private readonly GraphBinding _binding;
    private readonly ClipImageOptions _options;
    private readonly int _side;

    public ClipImageEncoder(GraphSession graph, ClipImageOptions options)
    {
        _options = options;
        var picture = graph.Inputs.Count == 1 && graph.Inputs[0].Rank == 4 ? graph.Inputs[0] : throw graph.Misfit("it must have one input, [batch, 3, height, width]");
        var embedding = graph.Outputs.FirstOrDefault(output => output.Name == "image_embeds")
            ?? graph.Outputs.FirstOrDefault(output => output.Rank == 2)
            ?? throw graph.Misfit("it has no output 'image_embeds', [batch, width]");
        var width = embedding.Shape[^1] > 0 ? embedding.Shape[^1] : throw graph.Misfit($"the width of {embedding} is open");
        _side = picture.Shape[^1] > 0 ? picture.Shape[^1] : UsualSide;
        _picture = new NumberBuffer(graph, picture, 1, 3, _side, _side);
        _embedding = new NumberBuffer(graph, embedding, embedding.Rank == 2 ? [1, width] : [1, 1, width]);
        _binding = graph.Bind().Input(picture.Name, _picture).Output(embedding.Name, _embedding);
    }

    /// <param name="planes">[3, height, width], -1 to 1</param>
    public float[] Encode(float[] planes, int width, int height, RunScope scope)
    {
        var seen = SmoothResize.To(planes, width, height, _side);
        var size = _side * _side;
        for (var i = 0; i < seen.Length; i++)
            seen[i] = ((seen[i] + 1) / 2 - _options.Mean[i / size]) / _options.Deviation[i / size];
        _picture.Write(seen);
        _binding.Run(scope);
        var embedding = new float[_embedding.Count];
        _embedding.Read(embedding);
        FiniteGuard.Check(embedding, "the embedding of the picture");
        return embedding;
    }

    public void Dispose()
    {
        _binding.Dispose();
        _picture.Dispose();
        _embedding.Dispose();
    }
}
