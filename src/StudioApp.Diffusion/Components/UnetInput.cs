using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Components;

/// <summary>Something that some denoisers want to be told beside sample, time and prompt: known by the names that exporters use, else by its shape.</summary>
internal sealed class UnetInput
{
    private readonly string[] _names;
    private readonly Predicate<GraphPort> _fits;

    private UnetInput(Predicate<GraphPort> fits, params string[] names) => (_fits, _names) = (fits, names);

    /// <summary>The guidance that a distilled model is to act as if it had, [batch, width].</summary>
    public static UnetInput GuidanceCondition { get; } = new(_ => false, "timestep_cond", "guidance_cond");

    /// <summary>The prompt as one embedding, [batch, width].</summary>
    public static UnetInput PooledPrompt { get; } = new(
        port => port.Rank == 2 && port.Shape[1] is < 0 or > MostTimeIds, "text_embeds", "pooled_projections", "pooled_prompt_embeds", "add_text_embeds");

    /// <summary>Numbers about the picture: its size and crop (Stable Diffusion XL), or a clip's rate and motion (Stable Video Diffusion).</summary>
    public static UnetInput TimeIds { get; } = new(port => port.Rank == 2 && port.Shape[1] is > 0 and <= MostTimeIds, "time_ids", "added_time_ids", "add_time_ids");

    private const int MostTimeIds = 6;

    /// <summary>Which of the ports it is; null where the graph does not have it.</summary>
    public GraphPort? FindIn(List<GraphPort> ports) => ports.Find(port => _names.Contains(port.Name)) ?? ports.Find(_fits);
}

/// <summary>What a denoiser is told beside the sample and the time.</summary>
/// <param name="Context">[tokens, width]: the prompt, or what stands for it.</param>
/// <param name="Width">Numbers of one token.</param>
/// <param name="Others">Given where the graph asks for it.</param>
internal sealed record Conditioning(float[] Context, int Width, params IReadOnlyList<(UnetInput Input, float[] Values)> Others);
