using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace StudioApp.Web.Shared.Text;

/// <summary>The door of everything about languages.</summary>
internal static class Localisation
{
    public static IServiceCollection AddStudioLocalisation(this IServiceCollection services)
    {
        services.AddLocalization();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ErrorText>();
        services.TryAddSingleton<Formats>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(StudioCultures.English);
            options.SupportedCultures = [.. StudioCultures.All];
            options.SupportedUICultures = [.. StudioCultures.All];
            options.RequestCultureProviders = [new CookieRequestCultureProvider(), new BrowserLanguageProvider()];
        });
        return services;
    }

    /// <summary>Before anything that makes text.</summary>
    public static IApplicationBuilder UseStudioLocalisation(this IApplicationBuilder app) => app.UseRequestLocalization();

    public static IEndpointRouteBuilder MapLanguage(this IEndpointRouteBuilder app)
    {
        LanguageEndpoint.Map(app);
        return app;
    }
}
