using System.Numerics.Tensors;
using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.AnimateDiff;

/// <summary>Lets a denoiser of short windows speak of a longer clip: window by window, and where they overlap, the weighted mean of what they say.</summary>
/// <param name="unet">Bound to [channels, <see cref="ContextWindows.Length"/>, height, width].</param>
/// <param name="area">Numbers of one channel of one frame.</param>
internal sealed class WindowedUnet(Unet unet, ContextWindows windows, int channels, int frames, int area, float guidance) : ILatentDenoiser
{
    private readonly float[] _input = new float[channels * windows.Length * area];
    private readonly float[] _prediction = new float[channels * windows.Length * area];

    /// <summary>Of all windows' words for a frame, so that the mean can be taken.</summary>
    private readonly float[] _totals = [.. Enumerable.Range(0, frames).Select(frame => windows.Starts
        .Where(start => frame >= start && frame < start + windows.Length)
        .Sum(start => windows.Weight(frame - start)))];

    public void Predict(ReadOnlySpan<float> input, float time, Span<float> prediction, RunScope scope)
    {
        if (windows.Starts.Count == 1)
        {
            unet.Predict(input, time, guidance, prediction, scope);
            return;
        }

        prediction.Clear();
        foreach (var start in windows.Starts)
        {
            for (var channel = 0; channel < channels; channel++)
                input.Slice((channel * frames + start) * area, windows.Length * area).CopyTo(_input.AsSpan(channel * windows.Length * area));
            unet.Predict(_input, time, guidance, _prediction, scope);
            for (var channel = 0; channel < channels; channel++)
            {
                for (var at = 0; at < windows.Length; at++)
                {
                    var target = prediction.Slice((channel * frames + start + at) * area, area);
                    TensorPrimitives.MultiplyAdd(_prediction.AsSpan((channel * windows.Length + at) * area, area), windows.Weight(at) / _totals[start + at], target, target);
                }
            }
        }
    }
}
