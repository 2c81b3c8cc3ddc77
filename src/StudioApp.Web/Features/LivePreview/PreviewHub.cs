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

    /// <summary>Starts sending previews of a generation to the caller.</summary>
    /// <returns>False when there is none of that id for this person, or it has ended.</returns>
    public async Task<bool> Watch(string generation)
    {
        if (!GenerationId.TryParse(generation, CultureInfo.InvariantCulture, out var id))
            return false;

        var watches = Watches();
        if (watches.ContainsKey(id))
            return true;

        // joined before the row is read: if it ends in between, its end completes this viewer
        var viewer = broker.Watch(id);
        if (await generations.FindAsync(id, Context.ConnectionAborted) is not { State.IsOpen: true } found || found.Owner != person.Id)
        {
            viewer.Dispose();
            return false;
        }

        var watch = CancellationTokenSource.CreateLinkedTokenSource(Context.ConnectionAborted);
        watches[id] = watch;
        // outside this call: the connection must stay free for the answers
        _ = SendAsync(id, viewer, hub.Clients.Client(Context.ConnectionId), watch.Token);
        return true;
    }

    public void Unwatch(string generation)
    {
        if (GenerationId.TryParse(generation, CultureInfo.InvariantCulture, out var id) && Watches().Remove(id, out var watch))
            Stop(watch);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var watch in Watches().Values)
            Stop(watch);
        return base.OnDisconnectedAsync(exception);
    }

    private async Task SendAsync(GenerationId id, PreviewViewer viewer, ISingleClientProxy browser, CancellationToken ct)
    {
        using var watching = viewer;
        try
        {
            await foreach (var burst in viewer.ReadAllAsync(ct))
                await SendAsync(browser, burst, ct);
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
    }

    private static Task SendAsync(ISingleClientProxy browser, PreviewBurst burst, CancellationToken ct) =>
        browser.InvokeCoreAsync<long>(
            PreviewMessages.Preview,
            [burst.Generation.ToString(), burst.Sequence, burst.Step, burst.TotalSteps, burst.FramesPerSecond, burst.Frames],
            ct);

    // calls of one connection come one after another, so a plain dictionary is safe
    private Dictionary<GenerationId, CancellationTokenSource> Watches()
    {
        if (Context.Items[WatchesKey] is not Dictionary<GenerationId, CancellationTokenSource> watches)
            Context.Items[WatchesKey] = watches = [];
        return watches;
    }

    private static void Stop(CancellationTokenSource watch)
    {
        watch.Cancel();
        watch.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "A viewer of generation {Generation} was lost")]
        public static partial void ViewerLost(ILogger logger, GenerationId generation, Exception error);
    }
}
