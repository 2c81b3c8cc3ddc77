namespace StudioApp.Media.Stills;

/// <summary>Why a file is not taken.</summary>
public enum PictureFault
{
    Empty,

    /// <summary>Neither a JPEG nor a PNG, a WebP or a GIF.</summary>
    NotAPicture,

    /// <summary>It is one of these, but cut short or damaged.</summary>
    Damaged,

    /// <summary>It has more than one frame.</summary>
    Animated,

    /// <summary>It says that it has more pixels than are allowed.</summary>
    TooManyPixels,
}

/// <summary>A file that no picture can be made of, through no fault of this machine.</summary>
public sealed class PictureRefusedException(PictureFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public PictureFault Fault { get; } = fault;

    /// <summary>What the file says of itself; 0 where that is not known.</summary>
    public int Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; init; }
}
