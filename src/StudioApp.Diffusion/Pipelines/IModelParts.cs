using StudioApp.Diffusion.Sessions;

namespace StudioApp.Diffusion.Pipelines;

/// <summary>What a family keeps of one model from generation to generation: sessions, threads and every buffer. Used by one generation at a time.</summary>
internal interface IModelParts : IDisposable
{
    /// <inheritdoc cref="IVideoPipeline.Device"/>
    string Device => Executes.Description;

    /// <summary>What its graphs run on.</summary>
    ExecutionDevice Executes { get; }

    /// <summary>The threads that generations run on.</summary>
    LaneScheduler Lanes { get; }

    /// <summary>How many batches of frames are made at a time.</summary>
    int LaneCount { get; }

    /// <summary>How many frames a batch has.</summary>
    int Batch { get; }

    /// <exception cref="DiffusionException">This model cannot make that, whatever the prompt.</exception>
    void Check(VideoRequest request);

    /// <summary>Encode, prepare, denoise, decode: frames go to the queue in order. Called on a lane.</summary>
    /// <exception cref="DiffusionException">The model gave no picture, or ran out of memory.</exception>
    Task RunAsync(VideoRequest request, IPipelineObserver observer, FrameQueue queue, RunScope scope);
}
