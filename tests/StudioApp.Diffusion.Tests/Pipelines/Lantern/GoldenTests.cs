using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Pipelines.Lantern;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;
using Xunit.Abstractions;

namespace StudioApp.Diffusion.Tests.Pipelines.Lantern;

/// <summary>Our loop against PyTorch's: the same prompt from the same noise. The files hold fp16 weights, PyTorch ran fp32.</summary>
[Trait("Category", "Golden")]
public sealed class GoldenTests(ITestOutputHelper output)
{
    private const double Tolerance = 2e-2;

    [Fact]
    public async Task GoldenPrompt_FromTheGoldenNoise_AgreesAtEveryStage()
    {
        var golden = Golden.Read();
        using var parts = new LanternHost().OpenParts();
        using var scope = new RunScope(CancellationToken.None);
        var loop = parts.Loop(guided: true);

        loop.Prompt.Encode(golden.Prompt, "", scope);
        loop.Begin(parts.Scheduler, new GoldenNoise(), golden.Steps, (float)golden.GuidanceScale);
        for (var step = 0; step < golden.Steps; step++)
            await loop.StepAsync(step, scope);
        parts.Scene.Paint(loop, scope);

        var embeddings = Golden.Load("prompt_embeds");
        AssertNear("embeddings", loop.Prompt.Embeddings.Values[..embeddings.Length], embeddings);
        AssertNear("actor", loop.Actor.Latents, Golden.Load("actor_final"));
        AssertNear("backdrop", loop.Backdrop.Latents, Golden.Load("backdrop_final"));
        AssertNear("motion", loop.Motion.Latents, Golden.Load("motion_final"));
        AssertNear("frames", Render(parts, golden.Frames), Golden.Load("frames"));
    }

    // the stage itself, on the motion as it was denoised: composing for a window has its own tests
    private static float[] Render(LanternParts parts, GoldenFrames frames)
    {
        var lane = parts.Renderer(frames.Size, frames.Size).Lanes[0];
        var row = new float[MotionRow.Size];
        var planes = new List<float>();
        for (var i = 0; i < frames.Count; i++)
        {
            MotionPath.Sample(parts.Scene.Motion, MotionPath.Moment(i, frames.Count), row);
            using var frame = lane.RenderRow(row, out _);
            var pixels = frame.Pixels.ToArray();
            for (var channel = 0; channel < 3; channel++)
                planes.AddRange(Enumerable.Range(0, frames.Size * frames.Size).Select(p => pixels[p * 3 + channel] / 255f));
        }

        return [.. planes];
    }

    private void AssertNear(string what, ReadOnlySpan<float> ours, ReadOnlySpan<float> golden)
    {
        var distance = Golden.Distance(ours, golden);
        output.WriteLine($"{what}: at most {distance:G3} apart");
        Assert.True(distance < Tolerance, $"{what} is {distance:G3} away from the golden numbers.");
    }

    private sealed class GoldenNoise : INoiseSource
    {
        private static readonly string[] Layers = ["actor_initial", "backdrop_initial", "motion_initial"];

        public void Fill(Span<float> gaussian, uint stream) => Golden.Load(Layers[stream]).CopyTo(gaussian);
    }
}
