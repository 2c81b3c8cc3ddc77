using System.Diagnostics;
using StudioApp.Diffusion.Pipelines;

namespace StudioApp.Benchmarks;

/// <summary>
/// Lantern against the same weights in PyTorch, in turn, A B B A: a prompt to the frames of a clip as bytes in memory, with as many threads on both sides.
/// PyTorch first proves that it makes the same numbers, and may then choose the fastest way that it has here.
/// </summary>
internal static class PyTorchBenchmark
{
    // what the golden files were made with
    private static readonly VideoRequest Clip = new("a fox moving right in the forest at sunset", "", 1, Steps: 12, GuidanceScale: 2, 512, 512, 24, 120);

    public static async Task RunAsync(BenchOptions options)
    {
        var (python, reason) = await PythonWithTorch.FindAsync(options.Python);
        if (python is null)
        {
            Console.WriteLine($"Lantern against PyTorch: left out, as {reason}");
            return;
        }

        await using var torch = await TorchLantern.StartAsync(python, BenchPipeline.Lantern, Environment.ProcessorCount, Clip.Width, Clip.FrameCount);
        await using var pipeline = await BenchPipeline.OpenAsync(BenchPipeline.Lantern);
        await MakeClipAsync(pipeline, seed: 0);
        Print(torch.Facts, python);

        var pairs = new List<Pair>();
        for (var i = 1; i <= options.Runs; i++)
        {
            if (i % 2 == 1)
            {
                var ours = await MakeClipAsync(pipeline, i);
                pairs.Add(new Pair(ours, Of(await torch.MakeClipAsync())));
            }
            else
            {
                var theirs = Of(await torch.MakeClipAsync());
                pairs.Add(new Pair(await MakeClipAsync(pipeline, i), theirs));
            }
        }

        Print(pairs);
    }

    private static async Task<Times> MakeClipAsync(BenchPipeline pipeline, long seed)
    {
        var steps = new LastStep();
        var since = Stopwatch.GetTimestamp();
        await pipeline.GenerateAsync(Clip with { Seed = seed }, steps);
        var end = Stopwatch.GetTimestamp();
        return new Times(Stopwatch.GetElapsedTime(since, steps.At), Stopwatch.GetElapsedTime(steps.At, end));
    }

    private static Times Of(TorchClip clip) => new(TimeSpan.FromSeconds(clip.Denoise), TimeSpan.FromSeconds(clip.Decode + clip.Stage));

    private static void Print(TorchFacts facts, PythonWithTorch python) => Console.WriteLine($"""
        Lantern, 5 s of 512 x 512, against the same weights in PyTorch {facts.Version} ({python.Path}), {Environment.ProcessorCount} threads each
          its matrices are multiplied by   {(facts.Blas.Length > 0 ? facts.Blas : "a library that it does not name")}
          it is off the golden files by    {string.Join(", ", facts.Differences.Select(d => $"{d.Key} {d.Value:0.0000}"))}
          its fastest way of several       denoisers: {facts.Denoise}; stage: {facts.Stage}
        """);

    private static void Print(IReadOnlyList<Pair> pairs)
    {
        Console.WriteLine($"  {"",-28}{"StudioApp, ms",24}{"PyTorch, ms",24}{"PyTorch / StudioApp",28}");
        Row("text and 12 guided steps", times => times.Denoise);
        Row("decoders and 120 frames", times => times.Render);
        Row("whole clip", times => times.Denoise + times.Render, "   (goal: at least 1.5)");

        void Row(string what, Func<Times, TimeSpan> part, string goal = "")
        {
            var ours = Spread.Of(pairs.Select(p => part(p.Ours).TotalMilliseconds));
            var theirs = Spread.Of(pairs.Select(p => part(p.Theirs).TotalMilliseconds));
            var ratio = Spread.Of(pairs.Select(p => part(p.Theirs) / part(p.Ours)));
            Console.WriteLine($"  {what,-28}{$"{ours:0}",24}{$"{theirs:0}",24}{$"{ratio:0.00}",28}{goal}");
        }
    }

    /// <param name="Denoise">From the prompt to the end of the last step.</param>
    /// <param name="Render">From there to the last frame.</param>
    private sealed record Times(TimeSpan Denoise, TimeSpan Render);

    private sealed record Pair(Times Ours, Times Theirs);

    private sealed class LastStep : IPipelineObserver
    {
        public long At { get; private set; }

        public void OnStep(PipelineStep step) => At = Stopwatch.GetTimestamp();
    }
}
