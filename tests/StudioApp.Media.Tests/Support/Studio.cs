using Microsoft.Extensions.DependencyInjection;
using StudioApp.Media.Clips;
using StudioApp.Media.Ffmpeg;
using StudioApp.Media.Probing;
using StudioApp.Media.Stills;

namespace StudioApp.Media.Tests.Support;

/// <summary>The library as a host gets it, and jobs for it.</summary>
internal static class Studio
{
    public static IClipWriter Writer(Action<MediaOptions>? configure = null, TimeProvider? time = null) => Get<IClipWriter>(configure, time);

    public static IMediaProbe Probe(Action<MediaOptions>? configure = null) => Get<IMediaProbe>(configure);

    public static IFfmpegCheck Check(Action<MediaOptions>? configure = null) => Get<IFfmpegCheck>(configure);

    public static IPictureTools Pictures(Action<MediaOptions>? configure = null) => Get<IPictureTools>(configure);

    public static ClipJob Job(string folder, int width = 64, int height = 48, int frames = 30, double fps = 24, string title = "a fox", string settings = """{"seed":1}""") => new(
        width, height, fps, frames,
        Path.Combine(folder, "video.mp4"), Path.Combine(folder, "poster.jpg"), Path.Combine(folder, "sprite.jpg"),
        new ClipTags(title, settings));

    private static T Get<T>(Action<MediaOptions>? configure, TimeProvider? time = null)
        where T : notnull
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(time ?? TimeProvider.System).AddMedia();
        if (configure is not null)
            services.Configure(configure);
        return services.BuildServiceProvider().GetRequiredService<T>();
    }
}
