namespace StudioApp.Web.Features.Api;

internal static class CrossSite
{
    /// <summary>Whether another site's page sent it. Browsers always say so; programs do not.</summary>
    public static bool IsFrom(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");
}
