using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using StudioApp.Diffusion.Imaging;
using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines;

/// <summary>Runs one family's parts, one generation at a time, and hands their frames over as they come.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "Neither holds a handle here, and a generation that ends after disposal still reads both.")]
internal sealed class ModelPipeline(IModelParts parts) : IVideoPipeline
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _disposal = new();

    public string Device => parts.Device;

    public async IAsyncEnumerable<RgbFrame> GenerateAsync(VideoRequest request, IPipelineObserver observer, [EnumeratorCancellation] CancellationToken ct)
    {
        VideoRequestCheck.Check(request);
        parts.Check(request);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, _disposal.Token);
        await EndedAsync(_turn.WaitAsync(stop.Token), ct).ConfigureAwait(false);
        try
        {
            using var queue = new FrameQueue(parts.LaneCount, parts.Batch);
            var production = parts.Lanes.Run(() => ProduceAsync(request, observer, queue, stop.Token));
            try
            {
                for (var i = 0; i < request.FrameCount && await queue.ReadAsync(i, ct).ConfigureAwait(false) is { } frame; i++)
                    yield return frame;
                await EndedAsync(production, ct).ConfigureAwait(false);
            }
            finally
            {
                // the taker may leave early: nothing may still run in the buffers that the next generation gets
                await stop.CancelAsync().ConfigureAwait(false);
                await production.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            _turn.Release();
            FreeIfDisposed();
        }
    }

    /// <summary>Ends a generation that is under way; the last one out frees the sessions.</summary>
    public void Dispose()
    {
        _disposal.Cancel();
        FreeIfDisposed();
    }

    private async Task ProduceAsync(VideoRequest request, IPipelineObserver observer, FrameQueue queue, CancellationToken ct)
    {
        try
        {
            using var scope = new RunScope(ct, parts.Executes);
            await parts.RunAsync(request, observer, queue, scope);
        }
        catch (OutOfMemoryException e)
        {
            throw new DiffusionException(DiffusionFault.OutOfMemory, "There was not enough memory for a picture of this size. Close other programs, or choose a smaller picture.", e);
        }
        finally
        {
            queue.Complete();
        }
    }

    private async Task EndedAsync(Task task, CancellationToken ct)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(ModelPipeline));
        }
    }

    // whoever takes the turn after disposal takes it for good
    private void FreeIfDisposed()
    {
        if (_disposal.IsCancellationRequested && _turn.Wait(0))
            parts.Dispose();
    }
}
