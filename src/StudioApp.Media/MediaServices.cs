using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StudioApp.Media.Clips;
using StudioApp.Media.Ffmpeg;
using StudioApp.Media.Probing;
using StudioApp.Media.Stills;

namespace StudioApp.Media;

/// <summary>The door to this library.</summary>
public static class MediaServices
{
    /// <summary>
    /// Adds <see cref="IClipWriter"/>, <see cref="IPictureTools"/>, <see cref="IMediaProbe"/> and <see cref="IFfmpegCheck"/>. The host binds <see cref="MediaOptions"/>;
    /// they are validated when they are first used, or at start where the host asks for it.
    /// </summary>
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddOptions<MediaOptions>().ValidateDataAnnotations();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FfmpegPrograms>();
        services.TryAddSingleton<IClipWriter, ClipWriter>();
        services.TryAddSingleton<IMediaProbe, MediaProbe>();
        services.TryAddSingleton<IFfmpegCheck, FfmpegCheck>();
        services.TryAddSingleton<IPictureTools, PictureTools>();
        return services;
    }
}
