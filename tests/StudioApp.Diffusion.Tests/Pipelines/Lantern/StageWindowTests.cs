using CsCheck;
using StudioApp.Diffusion.Pipelines.Lantern;

namespace StudioApp.Diffusion.Tests.Pipelines.Lantern;

public sealed class StageWindowTests
{
    private const double StageWidth = 2;

    // the stage's own arithmetic: where on the backdrop, 0 to 1 each way, the frame's edges come to lie
    [Fact]
    public void FitInPlace_AnyCameraAndAspect_StaysOnTheBackdrop()
    {
        var cases =
            from aspect in Gen.Double[0.2, 4]
            from cameraX in Gen.Float[-3, 3]
            from cameraZoom in Gen.Float[-3, 3]
            select (aspect, cameraX, cameraZoom);
        cases.Sample(c =>
        {
            var row = Row(cameraX: c.cameraX, cameraZoom: c.cameraZoom);
            new StageWindow(c.aspect, StageWidth).FitInPlace(row);

            var width = 1 / Math.Pow(2, row[MotionRow.CameraZoom] / 2);
            var left = Math.Clamp((row[MotionRow.CameraX] + 1) / 2 * StageWidth - width / 2, 0, StageWidth - width);
            var (from, to) = (left + (0.5 - c.aspect / 2) * width, left + (0.5 + c.aspect / 2) * width);
            Assert.InRange(from, -1e-5, StageWidth);
            Assert.InRange(to, 0, StageWidth + 1e-5);
            Assert.InRange(width, 0, 1 + 1e-5);
        });
    }

    [Fact]
    public void FitInPlace_SquareAndInside_ChangesNothing()
    {
        var row = Row(actorX: -0.4f, cameraX: 0.2f, cameraZoom: 0.5f);
        var before = row.ToArray();
        new StageWindow(1, StageWidth).FitInPlace(row);
        for (var i = 0; i < row.Length; i++)
            Assert.Equal(before[i], row[i], 1e-6f);
    }

    [Fact]
    public void FitInPlace_WidePan_MovesAllTheWayInsteadOfStopping()
    {
        var window = new StageWindow(16.0 / 9, StageWidth);
        var places = Enumerable.Range(0, 11).Select(i =>
        {
            var row = Row(cameraX: -0.32f + 0.064f * i);
            window.FitInPlace(row);
            return row[MotionRow.CameraX];
        }).ToArray();
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second > pair.First + 0.001f));
    }

    [Theory]
    [InlineData(16.0 / 9)]
    [InlineData(9.0 / 16)]
    public void FitInPlace_ActorInTheFrame_KeepsItsPlaceInTheFrame(double aspect)
    {
        var row = Row(actorX: 0.76f);
        new StageWindow(aspect, StageWidth).FitInPlace(row);
        // 0.88 of the way across a square is 0.88 of the way across this frame
        var across = ((row[MotionRow.ActorX] + 1) / 2 - 0.5) / aspect + 0.5;
        Assert.Equal(0.88, across, 1e-5);
    }

    [Fact]
    public void FitInPlace_Portrait_ShrinksTheActorByTheRootOfTheWidth()
    {
        var row = Row();
        new StageWindow(9.0 / 16, StageWidth).FitInPlace(row);
        Assert.Equal(0.75, Math.Pow(2, row[MotionRow.ActorSize]), 1e-5);
    }

    private static float[] Row(float actorX = 0, float cameraX = 0, float cameraZoom = 0) => [actorX, 0, 0, 0, 1, cameraX, cameraZoom, 1];
}
