using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;

namespace StudioApp.Engine.Hub;

/// <summary>The hub's addresses, and what its answers mean. Follows redirects and waits as it is asked to, see <see cref="HubRedirects"/> and <see cref="HubRetry"/>.</summary>
internal sealed class HubClient(HttpClient http, IOptions<HubOptions> options)
{
    // a list of ten thousand files is 2 MB
    private const int LargestAnswer = 16 << 20;

    private static readonly JsonSerializerOptions Json = new() { MaxDepth = 32 };

    /// <summary>What errors call it.</summary>
    public string Host => options.Value.Site.Host;

    /// <exception cref="HubException">There is none, or this person may not see it.</exception>
    public async Task<HubModelAnswer> GetModelAsync(HubAddress address, AccessToken? token, CancellationToken ct) =>
        await GetJsonAsync<HubModelAnswer>(address, $"api/models/{address.Repository}/revision/{Uri.EscapeDataString(address.Revision)}?blobs=true", token, ct).ConfigureAwait(false);

    /// <exception cref="HubException">As <see cref="GetModelAsync"/>.</exception>
    public async Task<HubRefsAnswer> GetRefsAsync(HubAddress address, AccessToken? token, CancellationToken ct) =>
        await GetJsonAsync<HubRefsAnswer>(address, $"api/models/{address.Repository}/refs", token, ct).ConfigureAwait(false);

    /// <summary>A small file as a whole.</summary>
    /// <exception cref="HubException">It is not there, not allowed, or larger than it was said to be.</exception>
    public async Task<byte[]> GetFileAsync(HubAddress pinned, HubFile file, AccessToken? token, CancellationToken ct)
    {
        using var request = FileRequest(pinned, file.Path, token);
        using var response = await SendAsync(request, pinned, token, file.Path, ct).ConfigureAwait(false);
        return await ReadAsync(response, (int)Math.Min(file.Bytes, LargestAnswer), ct).ConfigureAwait(false);
    }

    /// <summary>A file's bytes as they come, from <paramref name="offset"/> where the hub can; where it cannot, <see cref="HttpStatusCode.OK"/> says that they begin anew.</summary>
    /// <param name="pinned">Its revision is a commit.</param>
    /// <param name="etag">Of the answer that brought the bytes before; when the file is another by now, it comes as a whole.</param>
    /// <param name="onWait">Told when the hub asks to wait.</param>
    /// <exception cref="HubException">As <see cref="GetFileAsync"/>.</exception>
    public async Task<HttpResponseMessage> OpenFileAsync(
        HubAddress pinned, string path, long offset, EntityTagHeaderValue? etag, AccessToken? token, Action<TimeSpan> onWait, CancellationToken ct)
    {
        using var request = FileRequest(pinned, path, token);
        request.Options.Set(HubRetry.OnWait, onWait);
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
            if (etag is { IsWeak: false })
                request.Headers.IfRange = new RangeConditionHeaderValue(etag);
        }

        return await SendAsync(request, pinned, token, path, ct).ConfigureAwait(false);
    }

    private AccessToken? Mine(AccessToken? token) => token ?? AccessToken.From(options.Value.Token);

    private HttpRequestMessage FileRequest(HubAddress pinned, string path, AccessToken? token) => Request(
        $"{pinned.Repository}/resolve/{Uri.EscapeDataString(pinned.Revision)}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}", token);

    private HttpRequestMessage Request(string path, AccessToken? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Value.Site, path));
        if (Mine(token) is { } given)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {given.Value}");
        return request;
    }

    private async Task<T> GetJsonAsync<T>(HubAddress address, string path, AccessToken? token, CancellationToken ct)
        where T : class
    {
        using var request = Request(path, token);
        using var response = await SendAsync(request, address, token, file: null, ct).ConfigureAwait(false);
        try
        {
            var body = await ReadAsync(response, LargestAnswer, ct).ConfigureAwait(false);
            return JsonSerializer.Deserialize<T>(body, Json) ?? throw new HubException(HubErrors.AnswerUnexpected(Host));
        }
        catch (JsonException e)
        {
            throw new HubException(HubErrors.AnswerUnexpected(Host), e);
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, int most, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Value.StallSeconds));
        try
        {
            await response.Content.LoadIntoBufferAsync(most, patience.Token).ConfigureAwait(false);
            return await response.Content.ReadAsByteArrayAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new HubException(HubErrors.Unreachable(Host), e) { IsCut = true };
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HubAddress address, AccessToken? token, string? file, CancellationToken ct)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TimeoutException or OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new HubException(HubErrors.Unreachable(Host) with { Details = e.Message }, e) { IsCut = true };
        }

        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            return response;

        using (response)
            throw new HubException(ErrorOf(response, address, hasToken: Mine(token) is not null, file));
    }

    // 401 stands for three things: no such model, one that is private, one whose licence is not accepted; a header tells which
    private StudioError ErrorOf(HttpResponseMessage response, HubAddress address, bool hasToken, string? file)
    {
        var code = response.Headers.TryGetValues("X-Error-Code", out var values) ? values.FirstOrDefault() : null;
        return (response.StatusCode, code) switch
        {
            (_, "GatedRepo") => HubErrors.LicenceNotAccepted(address.Repository, new Uri(options.Value.Site, address.Repository).AbsoluteUri),
            (_, "RevisionNotFound") => HubErrors.RevisionNotFound(address.Repository, address.Revision),
            (_, "EntryNotFound") => HubErrors.FileNotFound(file ?? address.Repository),
            (_, "RepoNotFound") => HubErrors.NotFound(address.Repository),
            (HttpStatusCode.Unauthorized, _) => hasToken ? HubErrors.TokenRefused() : HubErrors.NotFound(address.Repository),
            (HttpStatusCode.Forbidden, _) => HubErrors.Forbidden(address.Repository),
            (HttpStatusCode.NotFound, _) => file is null ? HubErrors.NotFound(address.Repository) : HubErrors.FileNotFound(file),
            (HttpStatusCode.TooManyRequests, _) => HubRetry.WaitOf(response) is { } wait ? HubErrors.TooManyRequests(wait) : HubErrors.TooBusy(),
            ( >= HttpStatusCode.InternalServerError, _) => HubErrors.TooBusy(),
            _ => HubErrors.AnswerUnexpected(Host) with { Details = $"HTTP {(int)response.StatusCode}" },
        };
    }
}
