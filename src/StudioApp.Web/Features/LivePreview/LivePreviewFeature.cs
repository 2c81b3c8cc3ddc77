using Microsoft.AspNetCore.Http.Connections;
using StudioApp.Core.Previews;

namespace StudioApp.Web.Features.LivePreview;

public static class LivePreviewFeature
{
    public static IServiceCollection AddLivePreview(this IServiceCollection services)
    {
        services.AddSignalR()
            // an answer that a hub method waits for may arrive while another call of the same page is under way
            .AddHubOptions<PreviewHub>(hub => hub.MaximumParallelInvocationsPerClient = 2)
            .AddMessagePackProtocol();
        services.AddSingleton<PreviewBroker>();
        services.AddSingleton<IPreviewSink>(s => s.GetRequiredService<PreviewBroker>());
        return services;
    }

    public static IEndpointRouteBuilder MapLivePreview(this IEndpointRouteBuilder app)
    {
        app.MapHub<PreviewHub>(PreviewMessages.Path, o => o.Transports = HttpTransportType.WebSockets);
        return app;
    }
}
