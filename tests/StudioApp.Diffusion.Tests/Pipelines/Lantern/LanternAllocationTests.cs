using StudioApp.Diffusion.Noise;
using StudioApp.Diffusion.Sessions;
using StudioApp.Diffusion.Tests.Support;
using Xunit.Abstractions;

namespace StudioApp.Diffusion.Tests.Pipelines.Lantern;

public sealed class LanternAllocationTests(ITestOutputHelper output)
{
    [Fact]
    public void Step_OneLayer_AllocatesNearlyNothing()
    {
        const int steps = 20;
        using var parts = new LanternHost().OpenParts();
        using var scope = new RunScope(CancellationToken.None);
        var loop = parts.Loop(guided: true);
        loop.Prompt.Encode("a fox", "", scope);
        loop.Begin(parts.Scheduler, new PhiloxNoise(1), steps + 1, 2);
        loop.Motion.Step(0, scope);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 1; step <= steps; step++)
            loop.Motion.Step(step, scope);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / steps;

        output.WriteLine($"{each} bytes a step and layer");
        Assert.InRange(each, 0, 512);
    }

    [Fact]
    public void Render_AllocatesOnlyTheFrameObjects()
    {
        const int frames = 40;
        using var parts = new LanternHost().OpenParts();
        using var scope = new RunScope(CancellationToken.None);
        var loop = parts.Loop(guided: true);
        loop.Prompt.Encode("a fox", "", scope);
        loop.Begin(parts.Scheduler, new PhiloxNoise(1), 1, 2);
        parts.Scene.Paint(loop, scope);
        var lane = parts.Renderer(64, 64).Lanes[0];
        lane.Render(0, 1000, out _).Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i <= frames; i++)
            lane.Render(i, 1000, out _).Dispose();
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / frames;

        output.WriteLine($"{each} bytes a frame");
        Assert.InRange(each, 0, 512);
    }
}
