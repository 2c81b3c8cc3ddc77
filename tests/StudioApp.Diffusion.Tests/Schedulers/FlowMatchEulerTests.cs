using StudioApp.Diffusion.Schedulers;

namespace StudioApp.Diffusion.Tests.Schedulers;

public sealed class FlowMatchEulerTests
{
    [Fact]
    public void Time_NoShift_IsEvenFromOne()
    {
        var sampler = new FlowMatchEuler(1).Begin(4);
        Assert.Equal(4, sampler.Steps);
        Assert.Equal([1, 0.75f, 0.5f, 0.25f], Enumerable.Range(0, 4).Select(sampler.Time));
    }

    // diffusers, shift 3 over sigmas 1, 0.75, 0.5, 0.25
    [Fact]
    public void Time_Shifted_StaysNoisyLonger()
    {
        var sampler = new FlowMatchEuler(3).Begin(4);
        Assert.Equal([1, 0.9f, 0.75f, 0.5f], Enumerable.Range(0, 4).Select(sampler.Time));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 12)]
    [InlineData(3, 12)]
    public void StepInPlace_TrueVelocity_ArrivesAtTheCleanSample(double shift, int steps)
    {
        float[] clean = [0.5f, -1, 2], noise = [1, 0.25f, -3];
        var velocity = noise.Zip(clean, (n, c) => n - c).ToArray();
        var sample = noise.ToArray();
        var predicted = new float[3];
        var sampler = new FlowMatchEuler(shift).Begin(steps);

        for (var step = 0; step < steps; step++)
        {
            sampler.StepInPlace(step, velocity, sample);
            sampler.PredictClean(step, velocity, sample, predicted);
            for (var i = 0; i < clean.Length; i++)
                Assert.Equal(clean[i], predicted[i], 1e-5f);
        }

        for (var i = 0; i < clean.Length; i++)
            Assert.Equal(clean[i], sample[i], 1e-5f);
    }

    [Fact]
    public void Begin_NoSteps_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FlowMatchEuler(1).Begin(0));
    }
}
