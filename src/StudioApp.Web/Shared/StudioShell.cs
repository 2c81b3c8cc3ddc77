using StudioApp.Web.Shared.Clips;
using StudioApp.Web.Shared.Text;
using StudioApp.Web.Shared.Ui;

namespace StudioApp.Web.Shared;

/// <summary>The door of what every page stands on: the frame, its files, its languages.</summary>
internal static class StudioShell
{
    public static IServiceCollection AddStudioShell(this IServiceCollection services)
    {
        services.AddStudioLocalisation();
        services.AddStudioUi();
        services.AddScoped<ClipActions>();
        services.AddRazorComponents().AddInteractiveServerComponents()
            // a keystroke carries the whole text, twice: far too long a prompt must reach the sentence that says so
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 512 * 1024);
        return services;
    }

    public static IEndpointRouteBuilder MapStudioShell(this IEndpointRouteBuilder app)
    {
        app.MapStaticAssets();
        app.MapLanguage();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null); // Host/SecurityHeaders says it for every page
        return app;
    }
}
