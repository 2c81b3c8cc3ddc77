using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using StudioApp.Web.Features.Api;
using StudioApp.Web.Shared.People;
using StudioApp.Web.Shared.Text;

namespace StudioApp.Web.Host;

/// <summary>What every page and address stands on: errors, headers, keys, languages.</summary>
internal static class StudioHostExtensions
{
    public static IServiceCollection AddStudioHost(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddExceptionHandler<ErrorHandling>();
        services.AddProblemDetails();
        services.AddSingleton<ICurrentPerson, LocalPerson>();
        // cookies and circuits outlive a restart, and nothing is written to the person's home folder
        services.AddDataProtection()
            .SetApplicationName("StudioApp")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(configuration.DataFolder(), "keys")));
        return services;
    }

    public static WebApplication UseStudioHost(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(WithoutStatusPages);
        app.UseApiProblems();
        app.UseSecurityHeaders();
        app.UseStudioLocalisation();
        app.UseAntiforgery();
        return app;
    }

    // programs get the status and the problem as they are: running them again as a page would turn 429 into 400
    private static Task WithoutStatusPages(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if ((path.StartsWithSegments("/api") || path.StartsWithSegments("/hubs") || path.StartsWithSegments("/openapi"))
            && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        return next(context);
    }
}
