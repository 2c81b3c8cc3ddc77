using StudioApp.Diffusion.Pipelines.Lantern;

namespace StudioApp.Diffusion.Tests.Pipelines.Lantern;

public sealed class MotionPathTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 5)]
    [InlineData(0.5, 10)]
    [InlineData(1, 40)]
    public void Sample_BetweenRows_LiesOnTheStraightLine(double moment, float expected)
    {
        float[] rows = [.. Enumerable.Repeat(0f, 8), .. Enumerable.Repeat(10f, 8), .. Enumerable.Repeat(40f, 8)];
        var row = new float[8];
        MotionPath.Sample(rows, moment, row);
        Assert.All(row, value => Assert.Equal(expected, value, 1e-4f));
    }

    [Fact]
    public void Moment_OfAClip_GoesFromFirstToLast()
    {
        Assert.Equal([0, 0.5, 1], Enumerable.Range(0, 3).Select(i => MotionPath.Moment(i, 3)));
        Assert.Equal(0, MotionPath.Moment(0, 1));
    }
}
