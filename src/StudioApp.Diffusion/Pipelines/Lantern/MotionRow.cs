namespace StudioApp.Diffusion.Pipelines.Lantern;

/// <summary>How the eight numbers of a motion row are coded.</summary>
internal static class MotionRow
{
    public const int Size = 8;

    /// <summary>The actor's centre: 2v - 1 of a frame of width and height 1.</summary>
    public const int ActorX = 0;

    /// <inheritdoc cref="ActorX"/>
    public const int ActorY = 1;

    /// <summary>1 + log2 of the actor's size, of the frame's height.</summary>
    public const int ActorSize = 2;

    /// <summary>Sine of the actor's turn.</summary>
    public const int TurnSine = 3;

    /// <summary>Cosine of the actor's turn.</summary>
    public const int TurnCosine = 4;

    /// <summary>The camera's centre over the wide backdrop: 2v - 1 of its width.</summary>
    public const int CameraX = 5;

    /// <summary>Twice log2 of the camera's zoom.</summary>
    public const int CameraZoom = 6;
}
