using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StudioApp.TestKit.Hub;

/// <summary>
/// A model hub on this machine that behaves as the real one does, over real HTTP: repositories with revisions, files in Git and in its
/// large file storage (which another address delivers), private and gated ones; and, when a test asks, with faults.
/// </summary>
public sealed class LoopbackHub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, LoopbackRepository> _repositories = [];
    private readonly ConcurrentQueue<SeenRequest> _seen = [];

    private LoopbackHub(WebApplication app) => _app = app;

    /// <summary>The hub's own.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Where large files come from: another origin.</summary>
    public string Delivery { get; private set; } = "";

    /// <summary>The token of a person who may see everything.</summary>
    public string GoodToken { get; } = "hf_good";

    /// <summary>The token of a person who has not accepted any licence.</summary>
    public string StrangersToken { get; } = "hf_stranger";

    public HubFaults Faults { get; } = new();

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyList<SeenRequest> Seen => [.. _seen];

    public static async Task<LoopbackHub> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var hub = new LoopbackHub(app);
        app.Run(hub.AnswerAsync);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        hub.Address = addresses[0];
        hub.Delivery = addresses[1];
        return hub;
    }

    public LoopbackRepository Add(string id) => _repositories[id] = new LoopbackRepository(id);

    public async ValueTask DisposeAsync()
    {
        Faults.Dispose();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value!.Trim('/');
        var isDelivery = Delivery.EndsWith(":" + context.Connection.LocalPort, StringComparison.Ordinal);
        _seen.Enqueue(new SeenRequest((isDelivery ? Delivery : Address) + "/" + path, request.Headers.Authorization.ToString(), request.Headers.Range.ToString(), request.Headers.IfRange.ToString()));

        var parts = path.Split('/').Select(Uri.UnescapeDataString).ToArray();
        if (Faults.TakeAnswer(parts[^1]) is { } fault)
            await fault(context);
        else if (isDelivery && Find(parts, 1) is { } delivered)
            await SendAsync(context, delivered, string.Join('/', parts[4..]));
        else if (!isDelivery && parts is ["api", "models", _, _, "revision", var revision] && Find(parts, 2) is { } described)
            await DescribeAsync(context, described, revision);
        else if (!isDelivery && parts is ["api", "models", _, _, "refs"] && Find(parts, 2) is { } listed)
            await (Lets(context, listed) ? context.Response.WriteAsJsonAsync(listed.Refs()) : RefuseAsync(context, HttpStatusCode.Unauthorized, "RepoNotFound"));
        else if (!isDelivery && parts is [_, _, "resolve", var commit, ..] && Find(parts, 0) is { } resolved)
            await ResolveAsync(context, resolved, commit, string.Join('/', parts[4..]));
        else
            await RefuseAsync(context, request.Headers.Authorization.Count == 0 ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound, "RepoNotFound");
    }

    private LoopbackRepository? Find(string[] parts, int start) =>
        parts.Length >= start + 2 && _repositories.TryGetValue($"{parts[start]}/{parts[start + 1]}", out var repository) ? repository : null;

    private async Task DescribeAsync(HttpContext context, LoopbackRepository repository, string revision)
    {
        if (TokenIsWrong(context))
            await RefuseAsync(context, HttpStatusCode.Unauthorized, null);
        else if (!Lets(context, repository))
            await RefuseAsync(context, HttpStatusCode.Unauthorized, "RepoNotFound");
        else if (!repository.Knows(revision))
            await RefuseAsync(context, HttpStatusCode.NotFound, "RevisionNotFound");
        else
            await context.Response.WriteAsJsonAsync(repository.Describe());
    }

    private async Task ResolveAsync(HttpContext context, LoopbackRepository repository, string revision, string file)
    {
        if (TokenIsWrong(context))
            await RefuseAsync(context, HttpStatusCode.Unauthorized, null);
        else if (!Lets(context, repository))
            await RefuseAsync(context, HttpStatusCode.Unauthorized, "RepoNotFound");
        else if (repository.IsGated && TokenOf(context) != GoodToken)
            await RefuseAsync(context, TokenOf(context).Length == 0 ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden, "GatedRepo");
        else if (!repository.Knows(revision))
            await RefuseAsync(context, HttpStatusCode.NotFound, "RevisionNotFound");
        else if (repository.Find(file) is not { } found)
            await RefuseAsync(context, HttpStatusCode.NotFound, "EntryNotFound");
        else if (found.IsLarge)
            Redirect(context, repository, file, found);
        else
            await SendAsync(context, repository, file);
    }

    private void Redirect(HttpContext context, LoopbackRepository repository, string file, LoopbackFile found)
    {
        context.Response.Headers["X-Repo-Commit"] = repository.Commit;
        context.Response.Headers["X-Linked-Etag"] = $"\"{found.Sha256}\"";
        context.Response.Headers["X-Linked-Size"] = found.Bytes.Length.ToString();
        context.Response.Redirect($"{Delivery}/large/{repository.Id}/blob/{file}?Signature=secret");
    }

    private async Task SendAsync(HttpContext context, LoopbackRepository repository, string path)
    {
        if (repository.Find(path) is not { } file)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var bytes = Faults.Damage(path, file.Bytes);
        var response = context.Response;
        response.Headers.ETag = $"\"{(file.IsLarge ? file.Sha256 : file.BlobId)}\"";
        response.Headers.AcceptRanges = "bytes";
        var from = StartOf(context.Request, response.Headers.ETag.ToString());
        if (from >= bytes.Length && from > 0)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            return;
        }

        if (from > 0)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}";
        }

        response.ContentLength = bytes.Length - from;
        await Faults.WriteAsync(context, path, bytes.AsMemory(from));
    }

    private static int StartOf(HttpRequest request, string etag) =>
        request.GetTypedHeaders() is { Range.Ranges: { Count: 1 } ranges } headers
        && (headers.IfRange?.EntityTag is not { } condition || condition.ToString() == etag)
            ? (int)(ranges.First().From ?? 0)
            : 0;

    private bool Lets(HttpContext context, LoopbackRepository repository) => !repository.IsPrivate || TokenOf(context) == GoodToken;

    private bool TokenIsWrong(HttpContext context) => TokenOf(context) is { Length: > 0 } token && token != GoodToken && token != StrangersToken;

    private static string TokenOf(HttpContext context) => context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);

    private static async Task RefuseAsync(HttpContext context, HttpStatusCode status, string? code)
    {
        context.Response.StatusCode = (int)status;
        if (code is not null)
            context.Response.Headers["X-Error-Code"] = code;
        await context.Response.WriteAsJsonAsync(new { error = "Refused." });
    }
}

/// <param name="Address">Without the query.</param>
public sealed record SeenRequest(string Address, string Authorization, string Range, string IfRange);
