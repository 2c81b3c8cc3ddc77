using System.Diagnostics;

namespace StudioApp.Benchmarks;

/// <summary>
/// Clips with and without previews in turn, A B B A, so that a machine that drifts slows both alike: medians and the median of
/// the pairs' ratios are what to quote.
/// </summary>
internal static class ClipBenchmark
{
    public static async Task RunAsync(BenchOptions options)
    {
        var runs = options.Runs;
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}; 5-second clips, 24 fps, default size and steps; {runs} pairs");
        await using var with = await BenchStudio.StartAsync(previews: true);
        var cold = await with.MakeClipAsync(seed: 0);
        await with.MakeClipAsync(seed: 0);
        var peak = PeakMegabytes();

        await using var without = await BenchStudio.StartAsync(previews: false);
        await without.MakeClipAsync(seed: 0);
        Console.WriteLine($"first clip after start    {Seconds(cold.Total)}, first preview after {Milliseconds(cold.FirstPreview!.Value)}");

        var pairs = new List<(Sample With, Sample Without)>();
        for (var i = 1; i <= runs; i++)
        {
            if (i % 2 == 1)
            {
                var a = await with.MakeClipAsync(i);
                pairs.Add((a, await without.MakeClipAsync(i)));
            }
            else
            {
                var b = await without.MakeClipAsync(i);
                pairs.Add((await with.MakeClipAsync(i), b));
            }
        }

        Print(pairs, peak);
    }

    private static void Print(List<(Sample With, Sample Without)> pairs, double peak)
    {
        var total = Spread.Of(pairs.Select(p => p.With.Total.TotalSeconds));
        var inside = Spread.Of(pairs.Select(p => p.Without.Inside / p.Without.Total * 100));
        var overhead = Spread.Of(pairs.Select(p => ((p.With.Total / p.Without.Total) - 1) * 100));
        var first = Spread.Of(pairs.Select(p => p.With.FirstPreview!.Value.TotalMilliseconds));
        var steps = Spread.Of(pairs.Select(p => (double)p.With.Steps));
        var bursts = Spread.Of(pairs.Select(p => (double)p.With.Bursts));

        Console.WriteLine($"""
            time of a clip            {total:0.00} s   (POST to clip, with previews and one viewer)
            computing                 {inside:0.0} %   of that time inside ONNX Runtime and on Lantern's stage, without previews (goal: at least 95)
            previews cost             {overhead:0.0} %   of the time without them (goal: at most 5)
            first preview frame       {first:0} ms   from the POST, at the viewer (goal: at most 500)
            steps with a burst        {steps:0}   at the viewer, of 12 unless the model says otherwise
            bursts a viewer got       {bursts:0}
            peak memory               {peak:0} MB   of the studio's process; ffmpeg's comes on top
            """);
    }

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.00} s";

    private static string Milliseconds(TimeSpan time) => $"{time.TotalMilliseconds:0} ms";
}
