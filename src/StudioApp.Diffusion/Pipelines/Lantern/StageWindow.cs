namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>
/// The part of the stage that a frame shows. A Lantern model is taught on square frames, one stage unit high and wide, over a
/// backdrop of several units: another aspect shows a wider or narrower window, and the motion is composed anew for it.
/// </summary>
/// <param name="Aspect">The frame's width over its height.</param>
/// <param name="StageWidth">The backdrop's width over its height.</param>
internal readonly record struct StageWindow(double Aspect, double StageWidth)
{
    /// <summary>The least zoom at which the window is nowhere larger than the backdrop.</summary>
    public double LeastZoom => Math.Max(1, Aspect / StageWidth);

    /// <summary>Recomposes one motion row in place, so that the actor keeps its place in the frame and the window stays on the backdrop.</summary>
    public void FitInPlace(Span<float> row)
    {
        row[MotionRow.ActorX] = (float)(row[MotionRow.ActorX] * Aspect);
        if (Aspect < 1)
            row[MotionRow.ActorSize] += (float)(0.5 * Math.Log2(Aspect));
        FitCameraInPlace(row);
    }

    private void FitCameraInPlace(Span<float> row)
    {
        var zoom = Math.Max(LeastZoom, double.Exp2(row[MotionRow.CameraZoom] / 2));
        var room = Room(Math.Max(1, Aspect), zoom);
        var squareRoom = Room(1, zoom);

        // a wider window has less room to pan in: the whole path shrinks, so that the camera does not run into an end and stop
        var offset = row[MotionRow.CameraX] * StageWidth / 2;
        if (squareRoom > 0)
            offset *= room / squareRoom;
        offset = Math.Clamp(offset, -room, room);

        row[MotionRow.CameraX] = (float)(offset * 2 / StageWidth);
        row[MotionRow.CameraZoom] = (float)(2 * Math.Log2(zoom));
    }

    // how far a window's centre may leave the backdrop's
    private double Room(double aspect, double zoom) => Math.Max(0, (StageWidth - aspect / zoom) / 2);
}
