using StudioApp.Core.Clips;
using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Pictures;

/// <summary>The way in for pictures: what the page, the API and the command line all call.</summary>
public interface IPictureIntake
{
    /// <summary>Reads a picture's file, makes it upright, opaque and at most <see cref="PictureLimits.MaxSide"/> long, and keeps it.</summary>
    Task<Outcome<Picture>> TakeAsync(Stream file, CancellationToken ct);

    /// <summary>Keeps the frame that a clip shows at a moment.</summary>
    /// <param name="video">The path of the clip's file.</param>
    /// <param name="at">From its beginning; a moment past the end is its last frame.</param>
    Task<Outcome<Picture>> TakeFrameAsync(string video, ClipFacts facts, TimeSpan at, CancellationToken ct);
}
