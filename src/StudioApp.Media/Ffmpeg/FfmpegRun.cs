namespace StudioApp.Media.Ffmpeg;

internal static class FfmpegRun
{
    /// <param name="kill">FFMpegCore's own.</param>
    public static void Stop(Action kill)
    {
        try
        {
            kill();
        }
        catch (IOException)
        {
            // FFMpegCore asks politely first; a broken pipe there means that ffmpeg is already ending
        }
    }
}
