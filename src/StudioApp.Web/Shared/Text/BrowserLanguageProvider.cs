using Microsoft.AspNetCore.Localization;

namespace StudioApp.Web.Shared.Text;

/// <summary>
/// Takes the first language of the browser's list that we have. The framework's own provider asks for a culture's parents
/// only, so that <c>zh</c> and <c>zh-TW</c> would get English.
/// </summary>
internal sealed class BrowserLanguageProvider : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var best = httpContext.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => StudioCultures.Serving(l.Value.Value))
            .FirstOrDefault(c => c is not null);
        return Task.FromResult(best is null ? null : new ProviderCultureResult(best.Name));
    }
}
