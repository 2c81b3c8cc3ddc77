using Scalar.AspNetCore;

namespace StudioApp.Web.Features.Api;

/// <summary>The HTTP API, version 1, its description and its reference page.</summary>
public static class ApiFeature
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(o => ApiJson.Configure(o.SerializerOptions));
        // a body that is no JSON gets the sentence that says where it breaks, in production too
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddSingleton<GenerationResources>();
        services.AddOpenApi("v1", o => o.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "StudioApp";
            document.Info.Description = "Prompts become clips: queue a generation, follow it, fetch the clip.";
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary>Answers of the API that have no body yet (no such address, wrong verb, not JSON) get a problem that says so.</summary>
    public static IApplicationBuilder UseApiProblems(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/api/v1"),
        api => api.UseStatusCodePages(async page =>
        {
            var context = page.HttpContext;
            await ApiProblems.Of(context.Response.StatusCode, context.Request).ExecuteAsync(context);
        }));

    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder app)
    {
        var v1 = app.MapGroup("/api/v1");
        v1.MapGenerations();
        v1.MapClips();
        v1.MapPictures();
        v1.MapModels();
        app.MapOpenApi();
        app.MapScalarApiReference("/api/reference", o => o
            .WithTitle("StudioApp API")
            .WithOpenApiRoutePattern("/openapi/v1.json")
            // the page asks nobody but this server
            .DisableDefaultFonts()
            .DisableAgent()
            .DisableTelemetry());
        return app;
    }
}
