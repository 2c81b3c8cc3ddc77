using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace StudioApp.Web.Shared.Text;

/// <summary>The form behind the language switch: sets the cookie and goes back to where the person was.</summary>
internal static class LanguageEndpoint
{
    public const string CultureField = "culture";
    public const string ReturnField = "return";

    public static void Map(IEndpointRouteBuilder app) => app
        .MapPost("/language", Choose)
        // a stale page must still be able to change its language, and a stranger who changes it does no harm
        .DisableAntiforgery()
        .ExcludeFromDescription();

    internal static RedirectHttpResult Choose(
        [FromForm(Name = CultureField)] string? culture,
        [FromForm(Name = ReturnField)] string? back,
        HttpContext context)
    {
        if (StudioCultures.Serving(culture) is { } chosen)
        {
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, HttpOnly = true });
        }

        return TypedResults.LocalRedirect(IsLocal(back) ? back : "/");
    }

    // "//host" and "/\host" lead elsewhere
    private static bool IsLocal([NotNullWhen(true)] string? url) => url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
