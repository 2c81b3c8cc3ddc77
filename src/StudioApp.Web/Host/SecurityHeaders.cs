namespace StudioApp.Web.Host;

internal static class SecurityHeaders
{
    /// <summary>
    /// Only this server's own scripts run. MudBlazor writes style attributes, so inline styles stay allowed;
    /// the API's reference page brings inline scripts and gets none of this.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; "
        + "connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!context.Request.Path.StartsWithSegments("/api/reference"))
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return next(context);
    });
}
