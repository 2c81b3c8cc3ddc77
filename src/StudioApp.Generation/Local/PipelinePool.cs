using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Diffusion.Pipelines;

namespace StudioApp.Engine.Local;

/// <summary>Keeps models loaded between generations. When another one is needed, the one that was not used for longest makes room first.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "A generation that ends after disposal still gives its pipeline back through the semaphore.")]
internal sealed partial class PipelinePool(IPipelineLoader loader, IOptions<LocalGenerationOptions> options, TimeProvider time, ILogger<PipelinePool> log) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<LoadedPipeline> _loaded = []; // the last used comes last
    private bool _disposed;

    /// <exception cref="Diffusion.DiffusionException">The folder is refused, or its graphs cannot be opened or run here.</exception>
    public async Task<PipelineLease> RentAsync(ModelFolder folder, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (Take(folder) is { } warm)
                return warm;

            MakeRoom(folder.Path);
            return Add(await LoadAsync(folder, ct).ConfigureAwait(false));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        lock (_loaded)
        {
            _disposed = true;
            _loaded.ForEach(p => p.Pipeline.Dispose());
            _loaded.Clear();
        }
    }

    private PipelineLease? Take(ModelFolder folder)
    {
        lock (_loaded)
        {
            if (_loaded.Find(p => p.IsOf(folder)) is not { } found)
                return null;
            _loaded.Remove(found);
            return Add(found);
        }
    }

    private PipelineLease Add(LoadedPipeline pipeline)
    {
        lock (_loaded)
        {
            if (_disposed)
            {
                // the studio went down while it was being loaded
                pipeline.Pipeline.Dispose();
                throw new ObjectDisposedException(nameof(PipelinePool));
            }

            _loaded.Add(pipeline);
            pipeline.Users++;
            return new PipelineLease(pipeline.Pipeline, () => Return(pipeline));
        }
    }

    private async Task<LoadedPipeline> LoadAsync(ModelFolder folder, CancellationToken ct)
    {
        var since = time.GetTimestamp();
        var pipeline = await loader.LoadAsync(folder, ct).ConfigureAwait(false);
        Log.Loaded(log, folder.Name, pipeline.Device, time.GetElapsedTime(since).TotalMilliseconds);
        return new LoadedPipeline(folder, pipeline);
    }

    /// <summary>Before the new one is loaded, not after: two at once may be more than the memory holds. What was loaded from files since replaced goes in any case.</summary>
    private void MakeRoom(string path)
    {
        lock (_loaded)
        {
            while (_loaded.Find(p => p.Users == 0 && (p.Path == path || _loaded.Count >= options.Value.KeepLoaded)) is { } oldest)
            {
                _loaded.Remove(oldest);
                oldest.Pipeline.Dispose();
                Log.Unloaded(log, Path.GetFileName(oldest.Path));
            }
        }
    }

    private void Return(LoadedPipeline pipeline)
    {
        lock (_loaded)
            pipeline.Users--;
    }

    private sealed class LoadedPipeline(ModelFolder folder, IVideoPipeline pipeline)
    {
        public string Path => folder.Path;

        public IVideoPipeline Pipeline => pipeline;

        public int Users { get; set; }

        /// <summary>The same files, not only the same place: a model may have been replaced by another version of it.</summary>
        public bool IsOf(ModelFolder other) => (folder.Path, folder.Bytes, folder.ChangedAt) == (other.Path, other.Bytes, other.ChangedAt);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Loaded {Model} on {Device} in {Milliseconds:0} ms")]
        public static partial void Loaded(ILogger logger, string model, string device, double milliseconds);

        [LoggerMessage(2, LogLevel.Information, "Unloaded {Model} to make room")]
        public static partial void Unloaded(ILogger logger, string model);
    }
}
