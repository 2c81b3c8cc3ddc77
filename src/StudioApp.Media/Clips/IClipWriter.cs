namespace StudioApp.Media.Clips;

/// <summary>Turns raw frames into a video with its poster and hover sprite.</summary>
public interface IClipWriter
{
    /// <summary>
    /// Starts ffmpeg at once, pipes each frame as it comes, and returns when all three files are complete in their places.
    /// Until then nothing stands under the final names; after a failure or cancellation nothing is left over.
    /// </summary>
    /// <param name="frames">RGB24, rows from the top, exactly <see cref="ClipJob.FrameCount"/> of them. Each is read before the next is asked for.</param>
    /// <exception cref="MediaException">ffmpeg is missing, hangs, stopped early, the disk is full, or what it wrote is not the clip that was asked for.</exception>
    Task<WrittenClip> WriteAsync(ClipJob job, IAsyncEnumerable<ReadOnlyMemory<byte>> frames, CancellationToken ct);
}
