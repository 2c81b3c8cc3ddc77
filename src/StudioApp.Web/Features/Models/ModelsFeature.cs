namespace StudioApp.Web.Features.Models;

/// <summary>The models page's one door.</summary>
public static class ModelsFeature
{
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddTransient<ModelsViewModel>();
        services.AddTransient<AddModelViewModel>();
        return services;
    }
}
