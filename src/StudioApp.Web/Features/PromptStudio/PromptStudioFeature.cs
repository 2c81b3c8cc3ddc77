namespace StudioApp.Web.Features.PromptStudio;

public static class PromptStudioFeature
{
    public static IServiceCollection AddPromptStudio(this IServiceCollection services)
    {
        services.AddTransient<PromptThread>();
        services.AddTransient<PromptStudioViewModel>();
        return services;
    }
}
