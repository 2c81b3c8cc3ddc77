using System.Numerics.Tensors;
using StudioApp.Diffusion.Components;
using StudioApp.Diffusion.Pipelines.Latents;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines.StableVideoDiffusion;

/// <summary>
/// Shows the denoiser the picture's latent beside every frame, and nothing in its place where it is to keep away. Guidance grows from the first frame, which is
/// the picture, to the last.
/// </summary>
/// <param name="picture">[channels, height, width]</param>
internal sealed class FrameGuidedUnet(Unet unet, float[] picture, int frames, float guidance) : ILatentDenoiser
{
    private const float LeastGuidance = 1;

    private readonly float[] _shown = new float[2 * picture.Length * frames];
    private readonly float[] _hidden = new float[2 * picture.Length * frames];
    private readonly float[] _negative = guidance > LeastGuidance ? new float[picture.Length * frames] : [];

    /// <param name="input">[frames, channels, height, width]</param>
    public void Predict(ReadOnlySpan<float> input, float time, Span<float> prediction, RunScope scope)
    {
        var size = picture.Length;
        for (var frame = 0; frame < frames; frame++)
        {
            input.Slice(frame * size, size).CopyTo(_shown.AsSpan(2 * frame * size));
            input.Slice(frame * size, size).CopyTo(_hidden.AsSpan(2 * frame * size));
            picture.CopyTo(_shown.AsSpan((2 * frame + 1) * size));
        }

        unet.Predict(_shown, _hidden, time, prediction, _negative, scope);
        if (_negative.Length == 0)
            return;

        for (var frame = 0; frame < frames; frame++)
        {
            var said = prediction.Slice(frame * size, size);
            var negative = _negative.AsSpan(frame * size, size);
            TensorPrimitives.Subtract(said, negative, said);
            TensorPrimitives.MultiplyAdd(said, GuidanceAt(frame), negative, said);
        }
    }

    private float GuidanceAt(int frame) => frames == 1 ? LeastGuidance : LeastGuidance + (guidance - LeastGuidance) * frame / (frames - 1);
}
