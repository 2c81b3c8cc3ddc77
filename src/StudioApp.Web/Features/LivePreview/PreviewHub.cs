using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.SignalR;
using StudioApp.Core.Generations;
using StudioApp.Core.Previews;
using StudioApp.Web.Shared.People;

namespace StudioApp.Web.Features.LivePreview;

/// <summary>
/// The second connection of a page, for pixels only. Each burst is sent as a call that the browser answers once it has drawn it,
/// and only then the next, newest one goes: without that answer the lag of a slow viewer was measured to grow to seconds.
/// </summary>
internal sealed partial class PreviewHub(
    PreviewBroker broker,
    IGenerationStore generations,
    ICurrentPerson person,
    IHubContext<PreviewHub> hub,
    ILogger<PreviewHub> logger) : Hub
{
    private const string WatchesKey = "watches";

    public override Task OnConnectedAsync()
    {
        Context.Items[WatchesKey] = new ConcurrentDictionary<GenerationId, CancellationTokenSource>();
        return base.OnConnectedAsync();
    }

    /// <summary>Starts sending previews of a generation to the caller.</summary>
    /// <returns>False when there is none of that id for this person, or it has ended.</returns>
    public async Task<bool> Watch(string generation)
    {
        if (!GenerationId.TryParse(generation, CultureInfo.InvariantCulture, out var id))
            return false;

        // taken before anything is awaited: an Unwatch that comes meanwhile finds it
        var watch = CancellationTokenSource.CreateLinkedTokenSource(Context.ConnectionAborted);
        if (!Watches.TryAdd(id, watch))
        {
            watch.Dispose();
            return true;
        }

        // joined before the row is read: if it ends in between, its end completes this viewer
        var viewer = broker.Watch(id);
        var sending = false;
        try
        {
            if (await generations.FindAsync(id, Context.ConnectionAborted) is not { State.IsOpen: true } found || found.Owner != person.Id)
                return false;

            // outside this call: the connection must stay free for the answers
            _ = SendAsync(id, viewer, hub.Clients.Client(Context.ConnectionId), Watches, watch);
            return sending = true;
        }
        finally
        {
            if (!sending)
            {
                viewer.Dispose();
                End(Watches, id, watch);
            }
        }
    }

    public void Unwatch(string generation)
    {
        if (!GenerationId.TryParse(generation, CultureInfo.InvariantCulture, out var id) || !Watches.TryGetValue(id, out var watch))
            return;

        try
        {
            watch.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // its generation ended in this very moment
        }
    }

    private async Task SendAsync(
        GenerationId id, PreviewViewer viewer, ISingleClientProxy browser, ConcurrentDictionary<GenerationId, CancellationTokenSource> watches, CancellationTokenSource watch)
    {
        using var watching = viewer;
        try
        {
            await foreach (var burst in viewer.ReadAllAsync(watch.Token))
                await SendAsync(browser, burst, watch.Token);
        }
        catch (OperationCanceledException)
        {
            // the viewer left
        }
        catch (Exception e)
        {
            // a browser that closes while it answers looks like a failed call; the worker and other viewers never notice
            Log.ViewerLost(logger, id, e);
        }
        finally
        {
            // it may be asked for again
            End(watches, id, watch);
        }
    }

    private static Task SendAsync(ISingleClientProxy browser, PreviewBurst burst, CancellationToken ct) =>
        browser.InvokeCoreAsync<long>(
            PreviewMessages.Preview,
            [burst.Generation.ToString(), burst.Sequence, burst.Step, burst.TotalSteps, burst.FramesPerSecond, burst.Frames],
            ct);

    // two calls of one connection may run at a time
    private ConcurrentDictionary<GenerationId, CancellationTokenSource> Watches =>
        (ConcurrentDictionary<GenerationId, CancellationTokenSource>)Context.Items[WatchesKey]!; // put there by OnConnectedAsync

    private static void End(ConcurrentDictionary<GenerationId, CancellationTokenSource> watches, GenerationId id, CancellationTokenSource watch)
    {
        watches.TryRemove(KeyValuePair.Create(id, watch));
        watch.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "A viewer of generation {Generation} was lost")]
        public static partial void ViewerLost(ILogger logger, GenerationId generation, Exception error);
    }
}
