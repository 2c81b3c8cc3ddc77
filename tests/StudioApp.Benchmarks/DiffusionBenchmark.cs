using System.Diagnostics;
using StudioApp.Diffusion.Pipelines;

namespace StudioApp.Benchmarks;

/// <summary>
/// What pipelines add to their graphs: the time of a whole generation against the time inside ONNX Runtime's own Run calls (and on Lantern's stage) of that same generation, and what
/// a denoising step leaves for the garbage collector. Then Lantern against PyTorch.
/// </summary>
internal static class DiffusionBenchmark
{
    public static async Task RunAsync(BenchOptions options)
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, CPU; {options.Runs} generations of each");
        using var motion = new MotionModelFolder();
        await MeasureAsync("AnimateDiff, random weights, 16 frames of 256 x 256", motion.Path, new VideoRequest("a fox", "rain", 1, Steps: 8, GuidanceScale: 7.5, 256, 256, 8, 16), options.Runs);
        await MeasureAsync("Lantern, 5 s of 512 x 512", BenchPipeline.Lantern, new VideoRequest("a fox moving right in the forest at sunset", "", 1, Steps: 12, GuidanceScale: 4, 512, 512, 24, 120), options.Runs);
        await PyTorchBenchmark.RunAsync(options);
    }

    private static async Task MeasureAsync(string what, string path, VideoRequest request, int runs)
    {
        await using var pipeline = await BenchPipeline.OpenAsync(path);
        await GenerateAsync(pipeline, request);

        var samples = new List<Sample>();
        for (var i = 0; i < runs; i++)
            samples.Add(await GenerateAsync(pipeline, request with { Seed = i }));
        Console.WriteLine($"""
            {what}
              time                    {Spread.Of(samples.Select(s => s.Total.TotalMilliseconds)):0} ms
              against bare Run calls  {Spread.Of(samples.Select(s => s.Total / s.Inside)):0.000}   (goal: at most 1.03)
              allocated a step        {Spread.Of(samples.Select(s => s.BytesAStep / 1024.0)):0.0} KB   (goal: below 64)
            """);
    }

    private static async Task<Sample> GenerateAsync(BenchPipeline pipeline, VideoRequest request)
    {
        var steps = new Steps();
        var before = pipeline.Clock.Read();
        var since = Stopwatch.GetTimestamp();
        await pipeline.GenerateAsync(request, steps);
        var total = Stopwatch.GetElapsedTime(since);
        return new Sample(total, (pipeline.Clock.Read() - before).Wall, steps.MedianBytes());
    }

    private sealed record Sample(TimeSpan Total, TimeSpan Inside, double BytesAStep);

    private sealed class Steps : IPipelineObserver
    {
        private readonly List<long> _allocated = new(64);

        public void OnStep(PipelineStep step) => _allocated.Add(GC.GetTotalAllocatedBytes(precise: true));

        public double MedianBytes()
        {
            var deltas = _allocated.Zip(_allocated.Skip(1), (a, b) => b - a).Order().ToArray();
            return deltas[deltas.Length / 2];
        }
    }
}
