namespace StudioApp.Web.Features.Gallery;

/// <summary>The gallery's one door.</summary>
public static class GalleryFeature
{
    public static IServiceCollection AddGallery(this IServiceCollection services)
    {
        services.AddTransient<GalleryViewModel>();
        services.AddTransient<ClipViewModel>();
        return services;
    }
}
