using System.Net;
using StudioApp.Core.Models;

namespace StudioApp.Engine.Hub;

/// <summary>
/// Follows the hub's redirects: to a renamed model on the hub itself, and to the network that delivers large files. What proves who
/// asks goes to the hub's own host only, and nothing goes from a protected connection to a plain one.
/// </summary>
internal sealed class HubRedirects : DelegatingHandler
{
    private const int Most = 6;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var from = request.RequestUri!; // typed clients give relative ones a base
        var home = from.GetLeftPart(UriPartial.Authority);
        var response = await base.SendAsync(request, ct).ConfigureAwait(false);
        for (var hops = 0; IsRedirect(response) && response.Headers.Location is { } location; hops++)
        {
            var to = new Uri(from, location);
            response.Dispose();
            if (hops == Most || !IsAllowed(from, to))
                throw new HubException(HubErrors.AnswerUnexpected(from.Host));

            using var next = Copy(request, to, keepToken: to.GetLeftPart(UriPartial.Authority) == home);
            response = await base.SendAsync(next, ct).ConfigureAwait(false);
            from = to;
        }

        return response;
    }

    private static bool IsRedirect(HttpResponseMessage response) => response.StatusCode is
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static bool IsAllowed(Uri from, Uri to) => to.Scheme == Uri.UriSchemeHttps || (to.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp);

    private static HttpRequestMessage Copy(HttpRequestMessage request, Uri to, bool keepToken)
    {
        var copy = new HttpRequestMessage(request.Method, to) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var (name, values) in request.Headers)
        {
            if (keepToken || !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                copy.Headers.TryAddWithoutValidation(name, values);
        }

        foreach (var option in request.Options)
            ((IDictionary<string, object?>)copy.Options)[option.Key] = option.Value;
        return copy;
    }
}
